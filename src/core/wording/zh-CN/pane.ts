/** Messages of the area `pane` in zh-CN. */
export default {} as const;
