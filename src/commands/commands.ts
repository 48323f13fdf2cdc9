import { registerCommands } from './register';

/** The page of the commands where Office keeps them apart from the pane. */
void Office.onReady().then(() => registerCommands());
