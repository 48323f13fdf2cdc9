/** Messages of the area `narrative` in zh-CN. */
export default {} as const;
