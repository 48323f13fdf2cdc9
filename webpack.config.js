import path from 'node:path';
import { fileURLToPath } from 'node:url';
import CopyPlugin from 'copy-webpack-plugin';
import HtmlPlugin from 'html-webpack-plugin';
import TerserPlugin from 'terser-webpack-plugin';

const root = path.dirname(fileURLToPath(import.meta.url));

/** Where the pane takes office.js from: Microsoft's CDN, the one of the 21Vianet cloud, or npm's files beside the pane. */
const officeSources = {
  cdn: { script: 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js', origins: 'https://appsforoffice.microsoft.com' },
  'cdn-21v': {
    script: 'https://appsforoffice.cdn.partner.office365.cn/appsforoffice/lib/1/hosted/office.js',
    origins: 'https://appsforoffice.cdn.partner.office365.cn',
  },
  local: { script: 'office/office.js', origins: '' },
};

const rules = [
  {
    test: /\.tsx?$/,
    exclude: /node_modules/,
    loader: 'swc-loader',
    options: {
      jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022', transform: { react: { runtime: 'automatic' } } },
      module: { type: 'es6' },
    },
  },
  { test: /\.css$/, type: 'asset/source' },
  { test: /\.(ttf|woff2?)$/, type: 'asset/resource' },
];

/** The pane is minified by swc in this process: many times faster than terser, and no worker processes to wait for. */
const minimizer = [
  new TerserPlugin({
    minify: TerserPlugin.swcMinify,
    parallel: false,
    extractComments: false,
    // Microsoft's files are delivered as they are; their globals must keep their names.
    exclude: /^office\//,
    terserOptions: { compress: { passes: 3 }, mangle: { toplevel: true } },
  }),
];

const resolve = { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] };

/** The pane, the ribbon commands and their dialog. */
function addIn(mode, office) {
  const source = officeSources[office];
  const page = (name, chunk) =>
    new HtmlPlugin({
      template: `src/${name}.html`,
      filename: `${path.basename(name) === 'index' ? 'taskpane' : path.basename(name)}.html`,
      chunks: [chunk],
      officeScript: source.script,
      officeOrigins: source.origins,
      scriptLoading: 'defer',
    });
  return {
    name: 'add-in',
    mode,
    context: root,
    target: 'web',
    entry: {
      taskpane: './src/taskpane/index.tsx',
      commands: './src/commands/commands.ts',
      dialog: './src/commands/dialog.ts',
      gallery: './src/taskpane/gallery.tsx',
    },
    output: {
      path: path.join(root, 'dist/web'),
      filename: '[name].js',
      chunkFilename: '[name].[contenthash:8].js',
      publicPath: 'auto',
      clean: true,
    },
    optimization: { minimizer },
    devtool: mode === 'production' ? false : 'cheap-module-source-map',
    module: { rules },
    resolve,
    performance: { hints: false },
    cache: { type: 'filesystem', cacheDirectory: path.join(root, '.cache/webpack') },
    plugins: [
      page('taskpane/index', 'taskpane'),
      page('commands/commands', 'commands'),
      page('commands/dialog', 'dialog'),
      page('taskpane/gallery', 'gallery'),
      new CopyPlugin({
        patterns: [
          { from: 'assets', to: 'assets' },
          { from: 'manifest.xml' },
          { from: 'src/commands/shortcuts.json', to: 'shortcuts.json', noErrorOnMissing: true },
          ...(office === 'local'
            ? [
                { from: 'node_modules/@microsoft/office-js/dist/office.js', to: 'office/office.js' },
                {
                  from: 'node_modules/@microsoft/office-js/dist/excel-*16.0*.js',
                  to: 'office/[name][ext]',
                  globOptions: { ignore: ['**/*.debug.js'] },
                },
                {
                  from: 'node_modules/@microsoft/office-js/dist/o15apptofilemappingtable.js',
                  to: 'office/[name][ext]',
                  noErrorOnMissing: true,
                },
                { from: 'node_modules/@microsoft/office-js/dist/en-us', to: 'office/en-us' },
                { from: 'node_modules/@microsoft/office-js/dist/zh-cn', to: 'office/zh-cn', noErrorOnMissing: true },
              ]
            : []),
        ],
      }),
    ],
  };
}

/** The command line, one file for Node. */
function commandLine(mode) {
  return {
    name: 'cli',
    mode,
    context: root,
    target: 'node20',
    entry: { jihe: './src/cli/main.ts' },
    output: {
      path: path.join(root, 'dist/cli'),
      filename: '[name].cjs',
      chunkFilename: '[name].[contenthash:8].cjs',
      library: { type: 'commonjs2' },
    },
    devtool: false,
    optimization: { minimize: false },
    module: { rules },
    resolve,
    performance: { hints: false },
  };
}

export default (environment = {}, { mode = 'production' } = {}) => {
  const office = environment.office ?? 'cdn';
  if (!(office in officeSources)) throw new Error(`office must be one of ${Object.keys(officeSources).join(', ')}`);
  const all = [addIn(mode, office), commandLine(mode)];
  return environment.only ? all.filter(({ name }) => name === environment.only) : all;
};
