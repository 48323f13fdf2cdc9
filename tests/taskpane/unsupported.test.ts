import { readFileSync } from 'node:fs';

test('what Internet Explorer is told is written in JavaScript that Internet Explorer understands, and in Chinese', () => {
  const script = readFileSync('assets/unsupported.js', 'utf8');
  expect(script).not.toMatch(/=>|\b(?:const|let|async|import)\b|`/);
  expect(script).toContain('请改用 Excel LTSC 2021 或更新版本');
  expect(readFileSync('src/taskpane/index.html', 'utf8')).toContain('<script nomodule src="assets/unsupported.js"></script>');
});
