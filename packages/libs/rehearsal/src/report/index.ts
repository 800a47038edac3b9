export { type Cell, columnsOf } from './columns.ts';
export { type FirstFailure, firstFailure } from './first-failure.ts';
export { htmlReport } from './html.ts';
export { markdownReport } from './markdown.ts';
export type { Paint, Style } from './paint.ts';
export { type Progress, progress, type Telling } from './progress.ts';
export { insistOnReportFolder, type ReportFiles, writeReport } from './report-files.ts';
export { endText, playedText } from './terminal.ts';
