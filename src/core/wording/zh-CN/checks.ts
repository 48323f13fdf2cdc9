/** Messages of the area `checks` in zh-CN. */
export default {} as const;
