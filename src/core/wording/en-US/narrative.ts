/** Messages of the area `narrative` in en-US. */
export default {} as const;
