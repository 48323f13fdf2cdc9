import { evaluateWorkbook } from '../../src/core/workflow/evaluate';
import { written } from '../unseen/written';
import { workbookOf } from '../workbook-builder';

const edge = { today: '2024-01-31', now: '2024-01-31T00:00:00.000Z', freshId: 'test', language: 'zh-CN' } as const;

const list = (sheet: string, title: string, first: string) =>
  written(sheet, [
    `${title}|<|<|<|<|<`,
    '一级指标|二级指标|三级指标|年度指标值|实际完成值|分值',
    `产出指标|数量指标|${first}|≥10次|10次|50`,
    `效益指标|社会效益指标|${first}受益面|≥90%|81%|30`,
    `满意度指标|满意度指标|${first}满意度|≥90%|95%|10`,
  ]);

const funds = written('资金', [
  '2023年度部门整体支出预算执行情况|<|<|<',
  '部门名称：示例县民政局|||单位：万元',
  '项目|年初预算数|全年预算数|全年执行数',
  '合计|100|100|98',
]);

const project = written('项目支出', [
  '2023年度项目支出情况表|<|<|<',
  '部门名称：示例县民政局|||单位：万元',
  '项目名称|年初预算数|全年预算数|全年执行数',
  '养老服务补贴|60|60|57',
]);

const whole = list('整体指标', '部门整体支出绩效目标完成情况', '救助检查');
const aboutProject = list('项目指标', '养老服务补贴项目绩效目标完成情况', '补贴发放');

const namesUnder = (system: string, sheets: Parameters<typeof workbookOf>[0]): { names: string[]; score: string | null } => {
  const { assessment } = evaluateWorkbook(workbookOf(sheets), edge, { system });
  return { names: assessment.indicators.map(({ name }) => name), score: assessment.total.score };
};

describe('several lists of targets in one workbook', () => {
  it('scores a department by the list about the whole', () => {
    expect(namesUnder('xinjiang-department', [funds, project, aboutProject, whole])).toEqual({
      names: ['预算执行率', '救助检查', '救助检查受益面', '救助检查满意度'],
      score: '96.8',
    });
  });

  it('scores the only project by the list of its name', () => {
    expect(namesUnder('mof-2020-project', [whole, aboutProject, project])).toEqual({
      names: ['预算执行率', '补贴发放', '补贴发放受益面', '补贴发放满意度'],
      score: '96.5',
    });
  });

  it('takes the only list there is, whatever it is called', () => {
    expect(namesUnder('xinjiang-department', [funds, aboutProject]).names).toEqual([
      '预算执行率',
      '补贴发放',
      '补贴发放受益面',
      '补贴发放满意度',
    ]);
  });
});
