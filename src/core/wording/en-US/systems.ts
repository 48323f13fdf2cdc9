/** Messages of the area `systems` in en-US. */
export default {} as const;
