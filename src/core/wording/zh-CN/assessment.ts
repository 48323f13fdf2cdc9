/** Messages of the area `assessment` in zh-CN. */
export default {} as const;
