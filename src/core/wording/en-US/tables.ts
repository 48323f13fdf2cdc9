/** Messages of the area `tables` in en-US. */
export default {} as const;
