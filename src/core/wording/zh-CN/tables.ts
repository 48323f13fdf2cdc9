/** Messages of the area `tables` in zh-CN. */
export default {} as const;
