import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decimal } from '../../src/core/amounts/decimal';
import { loadSystem } from '../../src/core/systems/load';
import type { IndicatorSystem } from '../../src/core/systems/system';
import { standardRates, systemById, systems } from '../../src/core/systems/systems';

const text = (id: string): string => readFileSync(path.join(__dirname, `../../src/core/systems/${id}.json`), 'utf8');
const sum = (points: readonly string[]): string => points.reduce((total, next) => total.plus(next), decimal('0')).toFixed();

describe('the indicator systems', () => {
  test('are the seven of the contract, in its order', () => {
    expect(systems.map(({ id }) => id)).toEqual([
      'mof-2013-department',
      'mof-2020-project',
      'shenzhen-department',
      'xinjiang-department',
      'beijing-department',
      'hebei-county-department',
      'hunan-department',
    ]);
    expect(systemById('none')).toBeNull();
  });

  test.each(systems.map(({ id }) => id))('%s loads without a problem from its text', (id) => {
    expect(loadSystem(text(id))).toEqual({ system: systemById(id) });
  });

  test.each(systems.map((system) => [system.id, system] as const))('%s adds up to 100 with its targets', (_, system) => {
    expect(sum([...system.indicators.map(({ points }) => points), system.targets?.points ?? '0'])).toBe('100');
    expect(system.totalPoints).toBe('100');
  });

  test.each(systems.map((system) => [system.id, system] as const))(
    '%s names the document and the standing behind every rule',
    (_, system) => {
      for (const indicator of system.indicators) {
        expect(indicator.basis.document).not.toBe('');
        expect(indicator.standard).not.toBe('');
      }
    },
  );

  test('only Shenzhen rounds half-up without reaching full; all others round half-up', () => {
    expect(systems.filter(({ rounding }) => rounding.mode !== 'halfUp').map(({ id }) => id)).toEqual(['shenzhen-department']);
    expect(systemById('shenzhen-department')?.rounding.mode).toBe('halfUpNotFull');
  });

  test.each(systems.map((system) => [system.id, system] as const))('%s grades 90, 80, 60, 0 as 优, 良, 中, 差', (_, system) => {
    expect(system.grades).toEqual([
      { name: '优', from: '90' },
      { name: '良', from: '80' },
      { name: '中', from: '60' },
      { name: '差', from: '0' },
    ]);
  });
});

/** Rows of the tables of the paper: name, points, standing. */
type Row = readonly [name: string, points: string, standing?: 'official' | 'asPractised' | 'default'];

const O = 'official';
const P = 'asPractised';
const D = 'default';

const papers: Readonly<Record<string, readonly Row[]>> = {
  'mof-2013-department': [
    ['绩效目标合理性', '3', D],
    ['绩效指标明确性', '3', D],
    ['在职人员控制率', '3', O],
    ['“三公经费”变动率', '3', O],
    ['重点支出安排率', '3', O],
    ['预算完成率', '5', O],
    ['预算调整率', '3', O],
    ['支付进度率', '3', D],
    ['结转结余率', '3', D],
    ['结转结余变动率', '2', D],
    ['公用经费控制率', '3', D],
    ['“三公经费”控制率', '3', O],
    ['政府采购执行率', '2', D],
    ['管理制度健全性', '3', D],
    ['资金使用合规性', '4', D],
    ['预决算信息公开性', '2', D],
    ['基础信息完善性', '2', D],
    ['管理制度健全性', '2', D],
    ['资产管理安全性', '2', D],
    ['固定资产利用率', '1', D],
    ['实际完成率', '8', D],
    ['完成及时率', '6', D],
    ['质量达标率', '6', D],
    ['重点工作办结率', '5', D],
    ['经济、社会、生态效益', '12', D],
    ['社会公众或服务对象满意度', '8', D],
  ],
  'mof-2020-project': [['预算执行率', '10', O]],
  'shenzhen-department': [
    ['预算编制合理性', '5', D],
    ['预算编制规范性', '5', D],
    ['绩效目标完整性', '3', D],
    ['绩效指标明确性', '7', D],
    ['政府采购执行情况', '2', P],
    ['财务合规性', '3', P],
    ['预决算信息公开', '3', D],
    ['项目实施程序', '2', D],
    ['项目监管', '2', D],
    ['固定资产利用率', '1', P],
    ['资产管理安全性', '2', D],
    ['财政供养人员控制率', '1', P],
    ['编外人员控制率', '1', P],
    ['管理制度健全性', '3', D],
    ['公用经费控制率', '6', P],
    ['预算执行率', '6', P],
    ['项目完成及时性', '6', P],
    ['重点工作完成情况', '8', D],
    ['社会效益等', '25', P],
    ['群众信访办理情况', '3', D],
    ['公众或服务对象满意度', '6', P],
  ],
  'xinjiang-department': [['预算执行率', '10', D]],
  'beijing-department': [
    ['预算执行率', '20', D],
    ['财务管理', '4', D],
    ['资产管理', '4', D],
    ['绩效管理', '4', D],
    ['结转结余率', '4', D],
    ['部门预决算差异率', '4', D],
  ],
  'hebei-county-department': [['预算执行率', '10', D]],
  'hunan-department': [
    ['财政供养（在职）人员控制率', '5', O],
    ['“三公经费”变动率', '5', O],
    ['重点支出安排率', '5', O],
    ['预算完成率', '5', O],
    ['预算调整率', '3', O],
    ['支付进度', '3', O],
    ['资金结余', '3', O],
    ['“三公经费”控制率', '6', O],
    ['管理制度健全性', '3', O],
    ['资金使用合规性', '3', O],
    ['楼堂馆所面积控制率', '5', O],
    ['楼堂馆所投资概算控制率', '5', O],
    ['实际完成率', '8', D],
    ['完成及时率', '6', D],
    ['质量达标率', '6', D],
    ['重点工作办结率', '5', D],
    ['经济、社会、生态效益', '16', D],
    ['社会公众或服务对象满意度', '8', D],
  ],
};

describe('the tables of the paper', () => {
  test.each(Object.entries(papers))('%s has every row with its points and standing, and no other', (id, rows) => {
    const system = systemById(id) as IndicatorSystem;
    expect(system.indicators.map(({ name, points, basis }) => [name, points, basis.standing])).toEqual(rows);
  });

  test('2013 framework: level points 15, 40, 25, 20 and 6, 9, 24, 11, 5, 25, 20', () => {
    const { indicators } = systemById('mof-2013-department') as IndicatorSystem;
    const at = (level: number, name: string): string =>
      sum(indicators.filter(({ path: levels }) => levels[level] === name).map(({ points }) => points));
    expect(['投入', '过程', '产出', '效果'].map((name) => at(0, name))).toEqual(['15', '40', '25', '20']);
    const second = ['目标设定', '预算配置', '预算执行', '预算管理', '资产管理', '职责履行', '履职效益'];
    expect(second.map((name) => at(1, name))).toEqual(['6', '9', '24', '11', '5', '25', '20']);
  });

  test('Shenzhen: level points 20, 20, 60 and ten second levels', () => {
    const { indicators } = systemById('shenzhen-department') as IndicatorSystem;
    const at = (level: number, name: string): string =>
      sum(indicators.filter(({ path: levels }) => levels[level] === name).map(({ points }) => points));
    expect(['部门决策', '部门管理', '部门绩效'].map((name) => at(0, name))).toEqual(['20', '20', '60']);
    const second = [
      '预算编制',
      '目标设置',
      '资金管理',
      '项目管理',
      '资产管理',
      '人员管理',
      '制度管理',
      '经济性',
      '效率性',
      '效果性',
      '公平性',
    ];
    expect(second.map((name) => at(1, name))).toEqual(['10', '10', '8', '4', '3', '2', '3', '6', '20', '25', '9']);
    expect(indicators.map(({ code }) => code)).toEqual([
      '1.1.1',
      '1.1.2',
      '1.2.1',
      '1.2.2',
      '2.1.1',
      '2.1.2',
      '2.1.3',
      '2.2.1',
      '2.2.2',
      '2.3.1',
      '2.3.2',
      '2.4.1',
      '2.4.2',
      '2.5.1',
      '3.1.1',
      '3.2.1',
      '3.2.2',
      '3.2.3',
      '3.3.1',
      '3.4.1',
      '3.4.2',
    ]);
  });

  test('target systems leave 90, 90, 60 and 90 points to the unit, with the customary weights', () => {
    const targets = systems.flatMap(({ id, targets: own }) => (own ? [[id, own.points, own.weights.map(({ points }) => points)]] : []));
    expect(targets).toEqual([
      ['mof-2020-project', '90', ['50', '30', '10']],
      ['xinjiang-department', '90', []],
      ['beijing-department', '60', ['30', '30']],
      ['hebei-county-department', '90', []],
    ]);
    expect(systemById('mof-2020-project')?.targets?.otherWeights?.[0]?.weights.map(({ points }) => points)).toEqual([
      '20',
      '40',
      '20',
      '10',
    ]);
  });

  test('Hebei keeps 绩效目标科学性 9 for forms that list it', () => {
    const [row] = systemById('hebei-county-department')?.formIndicators ?? [];
    expect([row?.name, row?.points, row?.path, row?.basis.standing]).toEqual(['绩效目标科学性', '9', ['投入', '绩效目标指标管理'], O]);
  });

  test('denominators: Shenzhen controls 公用经费 by 调整后, all others by 年初; 执行率 is by 全年 everywhere', () => {
    for (const { id, bases } of systems) {
      expect(bases.executionRate?.[0]).toBe('全年预算数');
      if (bases.operatingControlRate)
        expect(bases.operatingControlRate[0]).toBe(id === 'shenzhen-department' ? '调整后预算数' : '年初预算数');
    }
  });

  test('the twelve rates of the contract are declared once', () => {
    expect(standardRates.map(({ id }) => id)).toEqual([
      'executionRate',
      'adjustmentRate',
      'threePublicControlRate',
      'operatingControlRate',
      'procurementRate',
      'utilisationRate',
      'staffControlRate',
      'offBookRate',
      'carryoverRate',
      'carryoverChangeRate',
      'threePublicChangeRate',
      'varianceRate',
    ]);
  });
});
