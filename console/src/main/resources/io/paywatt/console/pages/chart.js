// A chart, drawn by uPlot, in the colours of the theme; hidden until its library has come.

import { current, t } from './i18n.js';

const BARS = 0.75;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function times(seconds) {
  const long = seconds.length > 1 && seconds.at(-1) - seconds[0] > 2 * 86400;
  const format = new Intl.DateTimeFormat(current(), long ? { month: 'numeric', day: 'numeric' }
    : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return seconds.map((each) => format.format(new Date(each * 1000)));
}

const instant = (seconds) => (seconds === null || seconds === undefined ? '–' : new Intl.DateTimeFormat(current(),
  { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(seconds * 1000)));

/**
 * `<pay-chart .chart=${...}>` with {title, at: [seconds], series: [{label, values, colour, kind: line, step or bars, write}], from0}.
 * write makes the text of a value, colour is one of console.css, from0 begins the scale at zero.
 */
class PayChart extends HTMLElement {
  #chart;
  #plot;
  #size = new ResizeObserver(() => this.#plot?.setSize(this.#measure()));
  #theme = () => this.#draw();

  set chart(chart) {
    this.#chart = chart;
    this.setAttribute('role', 'img');
    this.setAttribute('aria-label', `${chart.title}. ${chart.series.map((each) => this.#said(each)).join('; ')}`);
    this.#draw();
  }

  connectedCallback() {
    this.#size.observe(this);
    document.addEventListener('theme', this.#theme);
  }

  disconnectedCallback() {
    this.#size.disconnect();
    document.removeEventListener('theme', this.#theme);
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  #said({ label, values, write }) {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? `${label}: ${t('noValues')}`
      : `${label}: ${t('chartSays', { last: write(known.at(-1)), low: write(Math.min(...known)), high: write(Math.max(...known)) })}`;
  }

  #measure() {
    return { width: Math.max(200, this.clientWidth), height: 170 };
  }

  async #draw() {
    const { default: uPlot } = await import('./lib/uPlot.esm.js');
    if (!this.isConnected) return;
    this.#plot?.destroy();
    this.#plot = new uPlot({ ...this.#measure(), ...this.#options(uPlot) }, [this.#chart.at, ...this.#chart.series.map((each) => each.values)], this);
  }

  #options(uPlot) {
    const { series, from0 } = this.#chart;
    const axis = { stroke: colour('soft'), grid: { stroke: colour('line'), width: 1 }, ticks: { show: false }, font: '11px system-ui' };
    const write = series[0].write;
    return {
      cursor: { y: false },
      scales: { y: { range: (plot, low, high) => this.#range(low, high, from0) } },
      axes: [{ ...axis, space: 60, values: (plot, seconds) => times(seconds) },
        { ...axis, size: (plot, labels) => 20 + 7 * Math.max(3, ...(labels ?? []).map((label) => label.length)), values: (plot, values) => values.map((value) => write(value)) }],
      series: [{ label: t('at'), value: (plot, at) => instant(at) }, ...series.map((each) => ({
        label: each.label, stroke: colour(each.colour), width: 2, points: { show: false }, spanGaps: false,
        value: (plot, value) => (value === null || value === undefined ? '–' : each.write(value)),
        ...(each.kind === 'bars' ? { fill: colour(each.colour), width: 0, paths: uPlot.paths.bars({ size: [BARS, 40] }) } : {}),
        ...(each.kind === 'step' ? { paths: uPlot.paths.stepped({ align: 1 }) } : {}),
      }))],
    };
  }

  #range(low, high, from0) {
    if (low === null || high === null) return [0, 1];
    const bottom = from0 ? Math.min(0, low) : low;
    const room = (high - bottom || Math.abs(high) || 1) * 0.08;
    return [from0 && bottom === 0 ? 0 : bottom - room, high + room];
  }
}

customElements.define('pay-chart', PayChart);

/** RFC 3339 times as the chart wants them. */
export const seconds = (items, of) => items.map((item) => Math.round(new Date(of(item)).getTime() / 1000));
