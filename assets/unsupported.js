/* Internet Explorer 11 (Excel 2016 and 2019) can not run the pane; it gets these sentences instead. Plain ES5 on purpose. */
window.onload = function () {
  document.getElementById('pane').innerHTML =
    '<div class="shell"><b>绩核不能在这个 Excel 中运行</b>' +
    '<p>这个 Excel 使用的浏览器组件太旧（常见于 Excel 2016、2019）。</p>' +
    '<p>请改用 Excel LTSC 2021 或更新版本、Microsoft 365，或网页版 Excel；也可以请信息部门用命令行工具处理本工作簿。</p></div>';
};
