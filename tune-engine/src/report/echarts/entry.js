// What the pages use of ECharts: everything else is left out of the bundle.
import * as echarts from 'echarts/core';
import { BarChart, BoxplotChart, CustomChart, LineChart, ParallelChart, ScatterChart } from 'echarts/charts';
import {
    AriaComponent,
    GridComponent,
    LegendComponent,
    MarkLineComponent,
    ParallelComponent,
    TooltipComponent,
    VisualMapContinuousComponent,
} from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([
    BarChart, BoxplotChart, CustomChart, LineChart, ParallelChart, ScatterChart,
    AriaComponent, GridComponent, LegendComponent, MarkLineComponent, ParallelComponent, TooltipComponent,
    VisualMapContinuousComponent,
    CanvasRenderer,
]);

export const { init } = echarts;
