/** Messages of the area `reading` in en-US. */
export default {} as const;
