/** Messages of the area `checks` in en-US. */
export default {} as const;
