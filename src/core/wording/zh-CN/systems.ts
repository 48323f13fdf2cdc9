/** Messages of the area `systems` in zh-CN. */
export default {} as const;
