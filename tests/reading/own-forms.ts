import type { Snapshot } from '../../src/core/workbook/snapshot';
import { workbookOf } from '../workbook-builder';

/** 四川: 指标性质, 度量单位, 权重 behind the values, amounts without a score of their sources. */
export function sichuanForm(): Snapshot {
  return workbookOf([
    {
      name: '项目1',
      rows: [
        ['部门预算项目支出绩效自评表（2023年度）'],
        ['项目名称', null, '农村公路养护补助', null, null, null, null, null, null, null],
        ['主管部门', null, '示例县交通运输局', null, null, '实施单位', null, '示例县公路养护段', null, null],
        ['预算执行情况（万元）', null, '年初预算', null, '调整后预算数', null, '预算执行数', '预算执行率', '权重', '得分'],
        [null, '总额', 200, null, 180, null, 171, { value: 0.95, format: '0.00%' }, 10, null],
        [null, '其中：财政资金', 200, null, 180, null, 171, { value: 0.95, format: '0.00%' }, '/', '/'],
        [null, '其他资金', null, null, null, null, null, null, '/', '/'],
        ['年度目标完成情况', '年度目标', null, null, null, '年度目标完成情况', null, null, null, null],
        [null, '完成养护里程320公里。', null, null, null, '完成325公里。', null, null, null, null],
        ['绩效指标', '一级指标', '二级指标', '三级指标', '指标性质', '指标值', '度量单位', '完成值', '权重', '得分', '未完成原因分析'],
        [null, '产出指标', '数量指标', '养护里程', '≥', 320, '公里', 325, 20, null, null],
        [null, null, '质量指标', '验收合格率', '=', 100, '%', 100, 20, null, null],
        [null, null, '时效指标', '完成时限', '≤', 12, '月', 11, 20, null, null],
        [null, '效益指标', '社会效益指标', '改善通行条件', '定性', '明显改善', null, '明显改善', 20, null, null],
        [null, '满意度指标', '满意度指标', '群众满意度', '≥', 90, '%', 93.5, 10, null, null],
        ['合计', null, null, null, null, null, null, null, 100, null, null],
        ['评价结论', '项目实施较好。'],
      ],
      merges: [
        'A1:K1',
        'A2:B2',
        'C2:J2',
        'A3:B3',
        'C3:E3',
        'F3:G3',
        'H3:J3',
        'A4:A7',
        'A8:A9',
        'B8:E8',
        'F8:J8',
        'B9:E9',
        'F9:J9',
        'A10:A15',
        'B11:B13',
        'A16:H16',
      ],
    },
  ]);
}

/** 重庆 department: 年初指标值, 调整指标值, 得分系数, 是否核心指标. */
export function chongqingForm(): Snapshot {
  return workbookOf([
    {
      name: '整体自评',
      rows: [
        ['2023年度部门整体绩效自评表'],
        ['部门（单位）名称', '示例区人力资源和社会保障局', null, null, null, null, null, null, null, '金额单位：万元'],
        ['部门资金', null, '年初预算数', '全年（调整）预算数', '全年执行数', '执行率', '执行率权重', '执行率得分'],
        [null, '年度总金额', 1200.5, 1350.25, 1296.24, { value: 0.96, format: '0%' }, 10, null],
        [null, '其中：市级支出', 200, 200, 200, null, null, null],
        ['当年绩效目标', '年初绩效目标', null, '全年目标实际完成情况'],
        [null, '稳定就业', null, '已完成'],
        [
          '指标名称',
          '计量单位',
          '指标性质',
          '年初指标值',
          '调整指标值',
          '全年完成值',
          '得分系数',
          '指标权重',
          '指标得分',
          '是否核心指标',
          '说明',
        ],
        ['城镇新增就业人数', '人', '≥', 5000, 5000, 5230, null, 30, null, '是', null],
        ['登记失业率', '%', '≤', 5.5, 5.5, 5.1, null, 20, null, '是', null],
        ['服务对象满意度', '%', '≥', 90, 90, 96, null, 40, null, '否', null],
        ['总分', null, null, null, null, null, null, 100, null],
      ],
      merges: ['A1:K1', 'A3:A5', 'A6:A7'],
    },
  ]);
}

/** 湖南 score table with the header repeated at a page break, and 安徽's order: points before explanations. */
export function scoreTables(): Snapshot {
  return workbookOf([
    {
      name: '评分表',
      rows: [
        ['2023年度部门整体支出绩效评价指标评分表'],
        ['一级指标', '二级指标', '三级指标', '评分标准', '分值', '自评得分', '扣分原因和其他说明'],
        ['投入（15分）', '预算配置（15分）', '财政供养人员控制率', '≤100%计5分；每超过一个百分点扣0.5分，扣完为止', 5, 5, null],
        [null, null, '“三公经费”变动率', '≤0计满分', 5, 0, '上年基数低'],
        [null, null, '重点支出安排率', '≥90%计5分', 5, null, null],
        ['一级指标', '二级指标', '三级指标', '评分标准', '分值', '自评得分', '扣分原因和其他说明'],
        ['过程（85分）', '预算执行（25分）', '预算完成率', '100%计满分', 5, null, null],
        [null, null, '预算控制率', '0计3分', 3, null, null],
        [null, '预算管理', '资金使用合规性', '每出现一例扣1分', 77, null, null],
        ['合计', null, null, null, 100, null, null],
      ],
      merges: ['A1:G1', 'A3:A5', 'B3:B5', 'A7:A9', 'B7:B8', 'A10:D10'],
    },
    {
      name: '县级自评',
      rows: [
        ['部门整体支出绩效自评表'],
        ['序号', '一级指标', '二级指标', '三级指标', '指标分值', '指标解释', '指标说明及评分标准', '自评得分'],
        [1, '规划', '目标管理', '绩效目标合理性', 8, '是否合理', '合理得满分', 8],
        [2, '规划', '目标管理', '绩效指标明确性', 7, '是否明确', '明确得满分', null],
        [3, '执行', '预算执行', '预算完成率', 35, '完成情况', '按比例', null],
        [4, '效果', '履职效益', '公众满意度', 50, '问卷', '按比例', null],
        ['总分', null, null, null, 100, null, null, null],
      ],
    },
  ]);
}

/** Two project forms stacked on one sheet, older columns with (A) (B) (B/A). */
export function stackedForms(): Snapshot {
  const form = (name: string, budget: number, outturn: number): (string | number | null)[][] => [
    ['项目支出绩效自评表'],
    ['（2022年度）'],
    ['项目名称', null, name],
    ['主管部门', null, '示例市卫生健康委员会', null, '实施单位', null, '示例市中心医院'],
    ['项目资金（元）', null, '年初预算数（A）', '全年执行数（B）', '分值', '执行率（B/A）', '得分'],
    [null, '年度资金总额：', budget, outturn, 10, null, null],
    [null, '其中：财政拨款', budget, outturn, '-', null, '-'],
    ['绩效指标', '一级指标', '二级指标', '三级指标', '分值', '年度指标值(A)', '全年实际值(B)', '得分计算方法', '得分', '未完成原因分析'],
    [null, '产出指标', '数量指标', '指标1：购置设备数量', 40, '10台', '10台', '完成值达到指标值，记满分', null, null],
    [null, null, null, '指标2：', null, null, null, null, null, null],
    [null, '效益指标', '社会效益', '服务人次', 40, '≥3000人次', 2700, null, null, null],
    [null, '满意度指标', '满意度', '患者满意度', 10, '≥95%', 0.96, null, null, null],
    ['总分', null, null, null, 100, null, null, null, null, null],
    [],
  ];
  return workbookOf([
    {
      name: '自评表',
      rows: [...form('医疗设备购置', 1500000, 1480000), ...form('人才培养', 300000, 291000.5)],
      merges: ['A1:J1', 'A2:J2', 'A15:J15', 'A16:J16'],
    },
  ]);
}

/** 贵州 county and 湖北: funds by kind of spending with the score's rule printed; 20 points for execution in one merged head. */
export function guizhouForm(): Snapshot {
  return workbookOf([
    {
      name: '部门整体',
      rows: [
        ['部门整体支出绩效自评表'],
        ['（2023年度）', null, null, null, null, null, '单位：万元'],
        ['部门名称', '示例县林业局'],
        ['预算执行情况（10分）', '资金来源', '年初预算数(A)', '全年执行数(B)', '分值(10)', '得分', '得分计算方法'],
        [null, '年度资金总额', 860.4, 842.9, 10, null, '执行率×该指标分值，最高不得超过分值上限'],
        [null, '基本支出', 520.4, 518.9, null, null, null],
        [null, '项目支出', 340, 324, null, null, null],
        [null, '其他', 0, 0, null, null, null],
        ['年度绩效指标', '一级指标', '二级指标', '三级指标', '年初目标值', '实际完成值', '分值', '得分', '偏差原因分析及改进措施'],
        [null, '产出指标', '数量指标', '造林面积', '≥5000亩', '5200亩', 50, null, null],
        [null, '效益指标', '生态效益指标', '森林覆盖率', '60%以上', '61.5%', 30, null, null],
        [null, '满意度指标', '服务对象满意度', '群众满意度', '不低于90%', '92%', 10, null, null],
        ['合计', null, null, null, null, null, 100, null, null],
      ],
    },
  ]);
}

/** 河北 county department form: funds in a small header of their own, then the score table. */
export function hebeiForm(): Snapshot {
  return workbookOf([
    {
      name: '整体自评',
      rows: [
        ['2023年度部门整体支出绩效自评表'],
        ['部门名称：示例县供销合作社', null, null, null, null, null, null, '单位：万元'],
        ['一、预算执行情况', '预算安排情况（调整后）', null, null, '资金执行情况', null, null, '预算执行率'],
        [null, '预算数', '其中：财政资金', '其他', '执行数', '其中：财政资金', '其他', null],
        [null, 95, 95, 0, 82.65, 82.65, 0, '87%'],
        ['二、工作整体完成情况', null, null, null, null, null, null, null],
        ['一级指标', '二级指标', '指标内容', '评价标准', '分值', '自评得分', null, null],
        ['投入', '绩效目标指标管理', '绩效目标科学性', '不合格各扣2分', 9, 9, null, null],
        [null, null, '绩效指标规范性', '每项扣0.5分', 6, 5.5, null, null],
        ['产出', '职责履行', '重点工作完成', '按完成比例', 85, null, null, null],
        ['合计', null, null, null, 100, null, null, null],
      ],
      merges: ['A1:H1', 'A2:G2', 'A3:A5', 'B3:D3', 'E3:G3', 'H3:H4', 'A6:H6', 'A8:A9', 'B8:B9'],
    },
  ]);
}
