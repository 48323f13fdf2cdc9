/** Messages of the area `reading` in zh-CN. */
export default {
  unitMissing: '未找到“{sheet}”的金额单位（元或万元），请指定。',
  unitContradicts: '{cell}写作“{text}”，与表头单位“{unit}”不一致，请选择按哪个单位读取。',
  unitDeclaredTwice: '“{sheet}”同时写有“{first}”和“{second}”两个金额单位，请选择。',
  labelAmbiguous: '“{label}”可能是{first}，也可能是{second}，请选择。',
  choiceChange: '预算调整数（增减额）',
  choiceResult: '调整后预算数',
  valuesDiffer: '“{label}”在{cell1}为{value1}，在{cell2}为{value2}，请确认以哪个为准。',
  organisationMissing: '未识别到单位名称，请填写。',
  yearMissing: '未识别到年度，请填写。',
  nothingFound: '没有找到预算数据：查看了{sheets}，未发现带有“年初预算数”“全年预算数”“决算数”等列名的表格。',
  nothingFoundEmpty: '没有找到预算数据：工作簿中没有可读取的单元格。',
  hiddenSkipped: '隐藏的工作表未读取：{sheets}。',
  pickedByHand: '手工指定',
  sheetsMore: '等{count}张工作表',
} as const;
