import type { IWorkbookData } from '@univerjs/core';
import { ICommandService, IUniverInstanceService, type Univer, UniverInstanceType, type Workbook } from '@univerjs/core';
import { FormulaDataModel, IActiveDirtyManagerService, IDefinedNamesService } from '@univerjs/engine-formula';

/** The parts of a running Univer that the engine works with. */
export interface UniverServices {
  readonly commands: ICommandService;
  readonly workbook: Workbook;
  readonly definedNames: IDefinedNamesService;
  readonly formulas: FormulaDataModel;
  readonly dirty: IActiveDirtyManagerService;
  /** Takes the workbook out of Univer. */
  dispose(): void;
}

/** Creates a workbook in a Univer and gathers the services around it. */
export function openInUniver(univer: Univer, data: Partial<IWorkbookData>): UniverServices {
  const injector = univer.__getInjector();
  const workbook = univer.createUnit<IWorkbookData, Workbook>(UniverInstanceType.UNIVER_SHEET, data);
  return {
    commands: injector.get(ICommandService),
    workbook,
    definedNames: injector.get(IDefinedNamesService),
    formulas: injector.get(FormulaDataModel),
    dirty: injector.get(IActiveDirtyManagerService),
    dispose: () => {
      injector.get(IUniverInstanceService).disposeUnit(workbook.getUnitId());
    },
  };
}
