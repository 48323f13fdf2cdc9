/** Messages of the area `hosts` in en-US. */
export default {} as const;
