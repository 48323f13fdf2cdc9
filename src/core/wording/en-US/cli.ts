/** Messages of the area `cli` in en-US. */
export default {} as const;
