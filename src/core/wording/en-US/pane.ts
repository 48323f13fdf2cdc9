/** Messages of the area `pane` in en-US. */
export default {} as const;
