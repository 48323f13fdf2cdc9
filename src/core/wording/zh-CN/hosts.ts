/** Messages of the area `hosts` in zh-CN. */
export default {} as const;
