/** Messages of the area `reading` in zh-CN. */
export default {} as const;
