import { FluentProvider, type Theme } from '@fluentui/react-components';
import type { Language } from '../core/wording/wording';
import { useStyles } from './styles';
import { wordsIn } from './words';

/** Why the pane can not work where it was opened. */
export type OutsideReason = 'notInExcel' | 'excelTooOld';

/** Whether the page stands outside an Excel that can carry it, and why. */
export function hostOutside(neededApi: string): OutsideReason | null {
  if (typeof Office === 'undefined' || Office.context?.host !== Office.HostType.Excel) return 'notInExcel';
  return Office.context.requirements.isSetSupported('ExcelApi', neededApi) ? null : 'excelTooOld';
}

/** One plain page that says what to do. */
export function Outside({
  reason,
  language,
  theme,
}: {
  readonly reason: OutsideReason;
  readonly language: Language;
  readonly theme: Theme;
}) {
  return (
    <FluentProvider theme={theme}>
      <Page reason={reason} language={language} />
    </FluentProvider>
  );
}

function Page({ reason, language }: { readonly reason: OutsideReason; readonly language: Language }) {
  const styles = useStyles();
  const words = wordsIn(language);
  return (
    <main className={styles.body}>
      <h1 className={styles.welcomeTitle}>{words(reason)}</h1>
      <p className={styles.cardText}>{words(reason === 'notInExcel' ? 'notInExcelText' : 'excelTooOldText')}</p>
    </main>
  );
}
