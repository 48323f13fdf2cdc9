/** Messages of the area `assessment` in en-US. */
export default {} as const;
