/** Messages of the area `cli` in zh-CN. */
export default {} as const;
