import { FileHost } from '../../../src/hosts/file';
import { describeHostContract } from '../contract';
import { contractFile } from './contract-file';

describeHostContract('an .xlsx file', async (contract) => FileHost.open(contractFile(contract), '合同.xlsx'));
