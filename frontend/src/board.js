// Charts beside their tables. <div class="chart" data-chart="id" role="img" aria-label="…"> is drawn from the JSON of
// <script type="application/json" id="id"> (Django's json_script):
//   {"kind": "bar" | "line" | "heatmap", "categories": [..], "series": [{"name", "values", "tone"?, "stack"?}],
//    "horizontal"?: true, "unit"?: "%", "rows"?: [..] (heatmap: values are [column, row, value]), "links"?: [url per category]}
// A series may have links of its own, one for each value. What refreshes itself is in live.js, the screen on the wall in wall.js.

import { BarChart, HeatmapChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { keepLive } from "./live.js";
import { hangOnTheWall } from "./wall.js";

echarts.use([
  BarChart, HeatmapChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent,
  VisualMapComponent, CanvasRenderer,
]);

const TONES = ["info", "success", "warning", "danger", "neutral"];
const written = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 2 });
const drawn = new Map();

/** A colour of the style sheet as the canvas understands it: light-dark() resolved for the present theme. */
function colour(name, place) {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  place.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}

function palette(place) {
  const names = ["chart-info", "chart-success", "chart-warning", "chart-danger", "chart-neutral", "ink", "ink-soft", "line",
    "paper-raised", "info-bg"];
  return Object.fromEntries(names.map((name) => [name, colour(name, place)]));
}

function options(data, tones, place) {
  const font = getComputedStyle(place).fontFamily;
  const narrow = place.clientWidth < 520;
  const unit = data.unit ? ` ${data.unit}` : "";
  const size = place.closest("[data-wall]") ? Math.max(14, innerWidth / 76) : 12; // the wall is read from some metres away
  const words = { color: tones["ink-soft"], fontFamily: font, fontSize: size, lineHeight: size * 1.25 };
  const names = {
    type: "category", data: data.categories, axisLabel: { ...words, width: (data.horizontal ? Math.min(190, Math.max(96, place.clientWidth * 0.34)) : 90) * (size / 12), overflow: "break" },
    axisTick: { show: false }, axisLine: { lineStyle: { color: tones.line } }, inverse: Boolean(data.horizontal),
  };
  const figures = {
    type: "value", splitNumber: narrow ? 2 : 5, axisLabel: { ...words, formatter: (value) => written.format(value) + unit },
    splitLine: { lineStyle: { color: tones.line } },
  };
  const heat = data.kind === "heatmap";
  // a legend that takes several lines pushes the drawing down
  const legend = data.series.length > 1 ? data.series.reduce((width, series) => width + series.name.length * size * 0.55 + size * 2.8, 0) : 0;
  const lines = Math.ceil(legend / Math.max(place.clientWidth - 40, 200));
  const rows = { type: "category", data: data.rows, axisLabel: words, axisTick: { show: false }, inverse: true };
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    textStyle: { fontFamily: font, color: tones.ink },
    aria: { enabled: false },
    grid: { left: 8, right: 24, top: size * (1.35 + lines * 1.85), bottom: heat ? 56 : 8, containLabel: true },
    legend: { show: data.series.length > 1, top: 0, left: 0, textStyle: { ...words, color: tones.ink }, itemWidth: size * 1.17, itemHeight: size * 0.84 },
    tooltip: {
      renderMode: "richText", // the content security policy forbids the inline styles of the HTML mode
      trigger: heat ? "item" : "axis", axisPointer: { type: data.kind === "bar" ? "shadow" : "line" }, confine: true,
      backgroundColor: tones["paper-raised"], borderColor: tones.line, textStyle: { color: tones.ink, fontFamily: font, fontSize: 13 },
      valueFormatter: (value) => written.format(value) + unit,
    },
    xAxis: data.horizontal ? figures : names,
    yAxis: heat ? rows : data.horizontal ? names : figures,
    visualMap: heat
      ? { min: 0, max: Math.max(1, ...data.series[0].values.map((cell) => cell[2])), orient: "horizontal", left: "center",
          bottom: 0, calculable: false, textStyle: words, inRange: { color: [tones["info-bg"], tones["chart-info"]] } }
      : undefined,
    series: data.series.map((series, index) => ({
      type: data.kind, name: series.name, data: series.values, stack: series.stack, barMaxWidth: 28, symbolSize: 6,
      itemStyle: heat ? undefined : { color: tones[`chart-${series.tone ?? TONES[index % TONES.length]}`] },
      lineStyle: { width: 2.5 }, cursor: (series.links ?? data.links) ? "pointer" : "default",
    })),
  };
}

function draw(place) {
  const source = document.getElementById(place.dataset.chart);
  if (!source || !place.clientWidth) return; // a panel that is not shown is drawn when it is
  const data = JSON.parse(source.textContent);
  drawn.get(place)?.dispose();
  const chart = echarts.init(place);
  chart.setOption(options(data, palette(place), place));
  chart.on("click", ({ seriesIndex, dataIndex }) => {
    // read anew: the figures may have changed since
    const now = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    const link = (now.series[seriesIndex]?.links ?? now.links)?.[dataIndex];
    if (link) location.assign(link);
  });
  drawn.set(place, chart);
}

/** New figures in a chart that is there already: it moves to them, nothing flickers. */
function redraw(place) {
  const chart = drawn.get(place);
  const data = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  if (chart && place.isConnected) chart.setOption(options(data, palette(place), place), { notMerge: true });
  else draw(place);
}

const drawAll = () => document.querySelectorAll("[data-chart]").forEach(draw);
const fit = () => drawn.forEach((chart, place) => place.clientWidth && chart.resize());
drawAll();
document.addEventListener("theme", drawAll);
document.addEventListener("htmx:afterSettle", drawAll);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
addEventListener("resize", fit);
// on a phone the rows of tabs are longer than the screen: the open one is brought into sight, the page stays where it is
document.querySelectorAll(".board-tabs [aria-current], .board-pages [aria-current]").forEach((tab) => {
  const row = tab.closest("ul");
  const [inner, outer] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
});
keepLive(redraw);
hangOnTheWall(() => {
  document.querySelectorAll("[data-chart]").forEach((place) => drawn.has(place) || draw(place));
  fit();
});
