'use strict';
(() => {
    const D = JSON.parse(document.getElementById('data').textContent);
    const T = D.trials;
    const goal = D.objectives[0];
    const all = T.number.map((_, i) => i);
    const counting = all.filter(i => T.counts[i]);
    const better = (a, b) => (goal.max ? a > b : a < b);
    const byScore = counting.slice().sort((a, b) => (goal.max ? -1 : 1) * (T.scores[0][a] - T.scores[0][b]));
    const rank = new Map(byScore.map((i, at) => [i, at]));
    const still = matchMedia('(prefers-reduced-motion: reduce)');
    const dark = matchMedia('(prefers-color-scheme: dark)');
    document.documentElement.classList.add('js');

    // ---- texts: names and values come from user code, and a tooltip is HTML

    const safe = text => String(text).replace(/[&<>"']/g, c => '&#' + c.charCodeAt(0) + ';');
    const short = (text, most = 18) => (text.length > most ? text.slice(0, most - 1) + '\u2026' : text);
    const number = (value, digits = 5) => {
        if (value === null || value === undefined || Number.isNaN(value)) return '-';
        if (value === 0) return '0';
        const size = Math.abs(value);
        return size < 1e-4 || size >= 1e9 ? value.toExponential(Math.min(digits, 3) - 1) : String(+value.toPrecision(digits));
    };
    const time = ms => (ms < 1000 ? Math.round(ms) + ' ms' : ms < 1e5 ? number(ms / 1000, 3) + ' s'
        : ms < 6e6 ? Math.floor(ms / 6e4) + ' min ' + Math.round(ms % 6e4 / 1000) + ' s' : number(ms / 3.6e6, 3) + ' h');
    const valueOf = (axis, at) => (at === null ? 'absent' : axis.values.length ? axis.values[at] : number(at));
    const tell = i => '<b>trial ' + T.number[i] + '</b> ' + safe(T.state[i])
        + D.objectives.map((o, k) => '<br>' + safe(o.metric) + ' <b>' + number(T.scores[k][i], 6) + '</b>').join('')
        + D.axes.map((axis, k) => (T.values[k][i] === null ? ''
            : '<br>' + safe(short(axis.name, 40)) + ' ' + safe(short(valueOf(axis, T.values[k][i]), 40)))).join('');

    // ---- colours: told apart by people who see fewer, and by lightness alone

    const color = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
    const top = () => ['blue', 'orange', 'green', 'pink', 'yellow'].map(color);
    const VIRIDIS = ['#440154', '#472d7b', '#3b528b', '#2c728e', '#21918c', '#28ae80', '#5ec962', '#addc30', '#fde725'];
    // The best is what stands out most: dark on light, light on dark.
    const scale = () => (dark.matches ? VIRIDIS.slice(1) : VIRIDIS.slice(0, 8).reverse());
    const between = (colors, at) => {
        const x = Math.max(0, Math.min(1, at)) * (colors.length - 1);
        const i = Math.min(colors.length - 2, Math.floor(x));
        const mixed = [1, 3, 5].map(k => Math.round(parseInt(colors[i].slice(k, k + 2), 16) * (i + 1 - x)
            + parseInt(colors[i + 1].slice(k, k + 2), 16) * (x - i)));
        return 'rgb(' + mixed.join(',') + ')';
    };
    /** How good a trial is by its rank: 1 is the best. */
    const goodness = i => (rank.has(i) ? 1 - rank.get(i) / Math.max(1, byScore.length - 1) : 0);

    const STATES = {
        'complete': { color: 'blue', symbol: 'circle' },
        'stopped': { color: 'yellow', symbol: 'diamond' },
        'breaks a constraint': { color: 'pink', symbol: 'rect' },
        'failed': { color: 'orange', symbol: 'triangle' },
        'infeasible': { color: 'pink', symbol: 'rect' },
        'cancelled': { color: 'soft', symbol: 'rect' },
    };

    // ---- what all charts share

    const axisStyle = () => ({
        axisLine: { lineStyle: { color: color('line') } },
        axisTick: { lineStyle: { color: color('line') } },
        axisLabel: { color: color('soft'), hideOverlap: true },
        nameTextStyle: { color: color('soft') },
        splitLine: { lineStyle: { color: color('grid') } },
    });
    const axis = more => ({ type: 'value', scale: true, ...axisStyle(), ...more,
        axisLabel: { ...axisStyle().axisLabel, formatter: v => number(v, 4), ...(more.axisLabel || {}) } });
    const named = (text, more) => axis({ name: short(text, 40), nameLocation: 'middle', nameGap: 28, ...more });
    /** An axis upwards has its name above it, where it takes no width. */
    const upward = (text, more) => axis({ name: short(text, 40), nameLocation: 'end', nameGap: 12, ...more,
        nameTextStyle: { ...axisStyle().nameTextStyle, align: 'left', padding: [0, 0, 0, -34], ...(more.nameTextStyle || {}) } });
    /** Where an axis ends at a bound that is no round number, its label would crowd those that are. */
    const places = values => ({ axisTick: { ...axisStyle().axisTick, customValues: values } });
    const endless = { showMinLabel: false, showMaxLabel: false };
    const base = () => ({
        animation: false,
        textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
        grid: { left: 10, right: 18, top: innerWidth < 700 ? 50 : 30, bottom: 34, containLabel: true },
        tooltip: { confine: true, backgroundColor: color('card'), borderColor: color('line'), padding: [6, 10],
            textStyle: { color: color('ink'), fontSize: 12.5 } },
        legend: { top: 0, right: 0, itemWidth: 14, itemHeight: 9, textStyle: { color: color('soft') },
            inactiveColor: color('line') },
    });
    /** The axis of a parameter; a category has a place for each of its values. */
    const parameterAxis = (a, more) => (a.values.length
        ? { type: 'category', data: a.values.map(v => short(v, 14)), ...axisStyle(), ...more }
        : axis({ type: a.log ? 'log' : 'value', min: a.lower, max: a.upper, ...more }));
    const scoreRange = (among = byScore) => {
        // Neither a few disasters nor those that were stopped early must flatten all that is of interest.
        const complete = among.filter(i => T.state[i] === 'complete');
        const scores = (complete.length < 10 ? among : complete).map(i => T.scores[0][i]);
        const worst = scores[Math.floor((scores.length - 1) * 0.9)];
        const best = T.scores[0][byScore[0]];
        const room = Math.abs(best - worst) * 0.08 || Math.abs(best) * 0.01 || 1;
        return goal.max ? [worst - room, best + room] : [best - room, worst + room];
    };

    // ---- the charts; each returns what to draw into an element

    const draw = {};
    const state = {};

    draw.history = (el, data) => {
        const set = state.history;
        const within = set.near ? scoreRange() : null;
        const positive = byScore.every(i => T.scores[0][i] > 0);
        const failed = all.filter(i => T.scores[0][i] === null);
        const series = Object.entries(STATES).map(([name, look]) => ({
            name, type: 'scatter', symbol: look.symbol, symbolSize: T.number.length > 1000 ? 4 : 7,
            itemStyle: { color: color(look.color), opacity: 0.65 },
            data: all.filter(i => T.state[i] === name && T.scores[0][i] !== null).map(i => [T.number[i], T.scores[0][i], i]),
        })).filter(s => s.data.length);
        const line = data.bestAt.map((at, k) => [at, data.best[k]]);
        line.push([data.last, data.best[data.best.length - 1]]);
        series.push({ name: 'best so far', type: 'line', step: 'end', symbol: 'none', data: line, z: 4,
            lineStyle: { color: color('ink'), width: 2 }, itemStyle: { color: color('ink') },
            markLine: { symbol: 'none', silent: true, data: data.limits.map(l => ({ yAxis: l.at,
                lineStyle: { color: color('orange'), type: 'dashed', width: 1.5 },
                label: { formatter: l.text, position: 'insideEndTop', textBorderColor: color('card'), textBorderWidth: 3, color: color('orange'), fontWeight: 600 } })) } });
        if (failed.length) {
            series.push({ name: 'without a score', type: 'scatter', symbol: 'triangle', symbolSize: 6, yAxisIndex: 1,
                itemStyle: { color: color('orange'), opacity: 0.8 }, data: failed.map(i => [T.number[i], 0, i]) });
        }
        const limits = data.limits.map(l => l.at);
        return { ...base(),
            grid: { ...base().grid, bottom: 42 },
            xAxis: named('trial', { min: 0, max: data.last, scale: false, splitLine: { show: false } }),
            yAxis: [upward(goal.metric, { type: set.log && positive ? 'log' : 'value', axisLabel: within ? endless : {},
                min: within ? Math.min(within[0], ...limits) : undefined,
                max: within ? Math.max(within[1], ...limits) : undefined }),
            { type: 'value', min: 0, max: 1, show: false }],
            tooltip: { ...base().tooltip, formatter: p => (p.value.length === 3 ? tell(p.value[2])
                : 'trial ' + p.value[0] + '<br>best so far <b>' + number(p.value[1], 6) + '</b>') },
            series };
    };
    draw.history.tools = (add, redraw) => {
        const spread = scoreRange();
        const scores = byScore.map(i => T.scores[0][i]);
        const far = scores.length > 20 && Math.abs(scores[scores.length - 1] - scores[0]) > 2 * (spread[1] - spread[0]);
        state.history = { near: far, log: false };
        if (scores.length > 20) add('only near the best', far, on => { state.history.near = on; redraw(); });
        if (scores.every(s => s > 0)) add('logarithmic', false, on => { state.history.log = on; redraw(); });
    };

    draw.curves = (el, data) => {
        const grey = dark.matches ? 'rgba(165,172,185,0.22)' : 'rgba(89,96,109,0.18)';
        const colors = top();
        const last = Math.max(...data.curves.flatMap(c => c.at));
        const ys = data.curves.flatMap(c => c.score).filter(y => y !== null).sort((a, b) => a - b);
        const cut = goal.max ? [ys[Math.floor(ys.length * 0.02)], null] : [null, ys[Math.ceil(ys.length * 0.98) - 1]];
        const series = data.curves.map((c, k) => ({ type: 'line', symbol: c.at.length === 1 ? 'circle' : 'none', symbolSize: 3,
            name: '#' + c.trial, data: c.at.map((at, j) => [at, c.score[j]]), z: k < data.top ? 10 - k : 1,
            silent: k >= data.top, clip: true,
            lineStyle: { color: k < data.top ? colors[k] : grey, width: k < data.top ? 2.2 : 1 },
            itemStyle: { color: k < data.top ? colors[k] : grey } })).reverse();
        if (series.length && data.rungs.length) {
            series[0].markLine = { symbol: 'none', silent: true, data: data.rungs.map(([at, count]) => ({ xAxis: at,
                lineStyle: { color: color('soft'), type: 'dotted' },
                label: { formatter: count + ' stopped', color: color('soft'), fontSize: 10.5, rotate: 90, position: 'insideEndTop' } })) };
        }
        return { ...base(),
            legend: { ...base().legend, data: data.curves.slice(0, data.top).map(c => '#' + c.trial) },
            xAxis: named('results', { min: 0, max: last, scale: false, splitLine: { show: false } }),
            yAxis: upward(goal.metric, { axisLabel: endless,
                min: cut[0] === null ? undefined : cut[0], max: cut[1] === null ? undefined : cut[1] }),
            tooltip: { ...base().tooltip, formatter: p => '<b>trial ' + safe(p.seriesName.slice(1)) + '</b><br>after ' + p.value[0]
                + ': ' + number(p.value[1], 6) },
            series };
    };

    draw.importance = (el, data) => {
        const bars = data.bars.slice().reverse();
        return { ...base(),
            grid: { ...base().grid, right: 108, top: 8, bottom: 10 },
            xAxis: axis({ min: 0, scale: false, axisLabel: { formatter: v => Math.round(100 * v) + ' %' } }),
            yAxis: { type: 'category', data: bars.map(b => short(b.name, 26)), ...axisStyle(), splitLine: { show: false },
                axisLabel: { color: color('ink'), interval: 0 } },
            tooltip: { ...base().tooltip, formatter: p => { const b = bars[p.dataIndex];
                return '<b>' + safe(b.name) + '</b><br>' + number(100 * b.share, 3) + ' % \u00b1' + number(100 * b.error, 2)
                    + '<br>read from ' + b.samples + ' trials'; } },
            series: [
                { type: 'bar', barMaxWidth: 22, itemStyle: { color: color('blue'), borderRadius: [0, 3, 3, 0] },
                    data: bars.map(b => b.share) },
                { type: 'custom', silent: true, z: 5, data: bars.map((b, k) => [b.share, k, b.error]),
                    renderItem: (p, api) => {
                        const y = api.coord([0, api.value(1)])[1];
                        const from = api.coord([Math.max(0, api.value(0) - api.value(2)), 0])[0];
                        const to = api.coord([api.value(0) + api.value(2), 0])[0];
                        const style = { stroke: color('ink'), lineWidth: 1.4, fill: null };
                        const b = bars[p.dataIndex];
                        const text = { type: 'text', x: to + 9, y, style: { verticalAlign: 'middle', fill: color('soft'), fontSize: 11.5,
                            text: Math.round(100 * b.share) + ' %, ' + b.samples + ' trials' } };
                        return { type: 'group', children: [...[[from, y, to, y], [from, y - 4, from, y + 4], [to, y - 4, to, y + 4]]
                            .map(([x1, y1, x2, y2]) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style })), text] };
                    } },
            ] };
    };

    draw.slice = (el, k) => {
        const a = D.axes[k];
        const last = Math.max(...T.number);
        const points = byScore.filter(i => T.values[k][i] !== null);
        const range = scoreRange(points);
        const shades = dark.matches ? ['#3b5873', '#cfe6fa'] : ['#c3dcf0', '#0b3c66'];
        const width = a.values.length ? 0.5 : 0;
        const best = T.number.indexOf(D.best);
        const place = i => (width ? T.values[k][i] + (((T.number[i] * 0.618034) % 1) - 0.5) * width : T.values[k][i]);
        const x = a.values.length
            ? axis({ min: -0.6, max: a.values.length - 0.4, scale: false, splitLine: { show: false }, ...places(a.values.map((_, at) => at)),
                axisLabel: { customValues: a.values.map((_, at) => at), formatter: v => short(a.values[Math.round(v)], 9) } })
            : parameterAxis(a, { splitLine: { show: false }, splitNumber: 3 });
        const series = [{ type: 'scatter', symbolSize: points.length > 500 ? 3.5 : 6,
            data: points.map(i => ({ value: [place(i), T.scores[0][i], i],
                itemStyle: { color: between(shades, T.number[i] / last), opacity: 0.85 } })) }];
        if (best >= 0 && T.values[k][best] !== null) {
            series.push({ type: 'scatter', symbolSize: 13, z: 5, itemStyle: { color: 'transparent', borderColor: color('orange'),
                borderWidth: 2.2 }, data: [[place(best), T.scores[0][best], best]] });
        }
        return { ...base(),
            grid: { left: 4, right: 12, top: 12, bottom: 24, containLabel: true },
            xAxis: { ...x, name: short(a.name, 28), nameLocation: 'middle', nameGap: 24,
                nameTextStyle: { color: color('ink'), fontWeight: 600 } },
            yAxis: axis({ min: range[0], max: range[1], splitNumber: 3, axisLabel: endless }),
            tooltip: { ...base().tooltip, formatter: p => tell(p.value[2]) },
            series };
    };

    const LANE = 0.22;
    const unit = (a, v) => (v === null ? null : a.values.length ? v / (a.values.length - 1)
        : a.log ? Math.log(v / a.lower) / Math.log(a.upper / a.lower) : (v - a.lower) / (a.upper - a.lower));
    /** Labels that lines cross. */
    const readable = () => ({ color: color('ink'), fontSize: 11, textBorderColor: color('card'), textBorderWidth: 3 });

    draw.parallel = (el) => {
        // Every axis runs from 0 to 1; a step below lies the lane of trials that do not have the parameter.
        const axes = D.axes.map((a, k) => {
            const value = u => (a.log ? a.lower * (a.upper / a.lower) ** u : a.lower + u * (a.upper - a.lower));
            const steps = a.values.length ? a.values.map((_, at) => at / (a.values.length - 1))
                : [0, 0.25, 0.5, 0.75, 1].map(u => (a.whole ? unit(a, Math.round(value(u))) : u));
            const label = v => (v < -1e-9 ? 'absent' : a.values.length
                ? short(a.values[Math.round(v * (a.values.length - 1))], 10) : number(value(v), 3));
            const at = a.optional ? [-LANE, ...steps] : steps;
            return { dim: k + 1, name: short(a.name, 14), min: a.optional ? -LANE : 0, max: 1, ...places(at),
                axisLabel: { ...readable(), customValues: at, formatter: label } };
        });
        const chosen = byScore.length <= 800 ? byScore
            : byScore.filter((_, at) => at < 200 || at % Math.ceil((byScore.length - 200) / 600) === 0);
        const range = scoreRange();
        const colors = scale();
        const line = i => {
            const good = goodness(i);
            return { value: [Math.max(range[0], Math.min(range[1], T.scores[0][i])),
                ...D.axes.map((a, k) => { const u = unit(a, T.values[k][i]); return u === null ? axes[k].min : u; }), i],
            lineStyle: { color: between(colors, good), opacity: 0.12 + 0.75 * good ** 4, width: good > 0.98 ? 2 : 1 } };
        };
        return { ...base(),
            parallel: { left: 50, right: 70, top: 34, bottom: 16, parallelAxisDefault: {
                type: 'value', ...axisStyle(), nameTextStyle: { color: color('ink'), fontWeight: 600 },
                axisLine: { lineStyle: { color: color('soft') } },
                areaSelectStyle: { width: 16, color: color('accent'), opacity: 0.25, borderColor: color('accent') } } },
            parallelAxis: [{ dim: 0, name: short(goal.metric, 14), inverse: !goal.max, min: range[0], max: range[1],
                axisLabel: { ...readable(), ...endless, formatter: v => number(v, 3) } }, ...axes],
            tooltip: { ...base().tooltip, formatter: p => tell(p.value[p.value.length - 1]) },
            series: [{ type: 'parallel', inactiveOpacity: 0.02, activeOpacity: 0.9, smooth: 0.12,
                data: chosen.slice().reverse().map(line) }] };
    };

    draw.contour = (el) => {
        const { x, y } = state.contour;
        const [a, b] = [D.axes[x], D.axes[y]];
        const place = (p, v) => (p.values.length ? (v + 0.5) / p.values.length : unit(p, v));
        const points = counting.filter(i => T.values[x][i] !== null && T.values[y][i] !== null)
            .map(i => ({ i, u: place(a, T.values[x][i]), v: place(b, T.values[y][i]), good: goodness(i) }));
        const colors = scale();
        const cells = 28;
        const ground = [];
        for (let r = 0; r < cells; r++) {
            for (let c = 0; c < cells; c++) {
                const [u, v] = [(c + 0.5) / cells, (r + 0.5) / cells];
                let [sum, weight] = [0, 0];
                for (const p of points) {
                    const w = 1 / ((p.u - u) ** 2 + (p.v - v) ** 2 + 4e-4) ** 2;
                    sum += w * p.good;
                    weight += w;
                }
                ground.push([c, r, weight ? sum / weight : 0]);
            }
        }
        const label = p => v => (p.values.length ? short(p.values[Math.round(v * p.values.length - 0.5)] || '', 10)
            : number(p.log ? p.lower * (p.upper / p.lower) ** v : p.lower + v * (p.upper - p.lower), 3));
        const steps = p => (p.values.length ? p.values.map((_, at) => place(p, at)) : [0, 0.25, 0.5, 0.75, 1]);
        const axisOf = (p, kind) => kind(p.name, { min: 0, max: 1, scale: false, splitLine: { show: false }, ...places(steps(p)),
            nameTextStyle: { color: color('ink'), fontWeight: 600 },
            axisLabel: { customValues: steps(p), formatter: label(p) } });
        return { ...base(),
            xAxis: axisOf(a, named), yAxis: axisOf(b, upward),
            tooltip: { ...base().tooltip, formatter: p => (p.seriesType === 'scatter' ? tell(p.value[2]) : '') },
            series: [
                { type: 'custom', silent: true, data: ground, renderItem: (_, api) => {
                    const [c, r] = [api.value(0), api.value(1)];
                    // Whole pixels, so that neighbours neither overlap nor gape.
                    const [x0, y0] = api.coord([c / cells, (r + 1) / cells]).map(Math.round);
                    const [x1, y1] = api.coord([(c + 1) / cells, r / cells]).map(Math.round);
                    return { type: 'rect', shape: { x: x0, y: y0, width: x1 - x0, height: y1 - y0 },
                        style: { fill: between(colors, api.value(2)), opacity: 0.55 } };
                } },
                { type: 'scatter', symbolSize: points.length > 400 ? 5 : 8,
                    data: points.map(p => ({ value: [p.u, p.v, p.i], itemStyle: { color: between(colors, p.good),
                        borderColor: color('card'), borderWidth: 0.8 } })) },
            ] };
    };
    draw.contour.tools = (add, redraw, data) => {
        state.contour = { x: data.x, y: data.y };
        add.choice('across', D.axes.map(a => a.name), data.x, at => { state.contour.x = at; redraw(); });
        add.choice('up', D.axes.map(a => a.name), data.y, at => { state.contour.y = at; redraw(); });
    };

    draw.timeline = (el, data) => {
        const names = [...new Set(data.spans.map(s => s[4]))];
        el.style.height = Math.min(560, 90 + 24 * data.slots) + 'px';
        return { ...base(),
            grid: { ...base().grid, bottom: 20 },
            legend: { ...base().legend, data: names.map(name => ({ name, icon: 'rect' })) },
            xAxis: axis({ min: 0, scale: false, axisLabel: { formatter: time } }),
            yAxis: { type: 'category', data: Array.from({ length: data.slots }, (_, k) => 'slot ' + (k + 1)), inverse: true,
                ...axisStyle(), splitLine: { show: false } },
            tooltip: { ...base().tooltip, formatter: p => { const s = data.spans[p.value[3]];
                return '<b>trial ' + s[0] + '</b> ' + safe(s[4]) + (s[5] > 1 ? '<br>attempt ' + s[5] : '')
                    + '<br>began after ' + time(s[2]) + '<br>took ' + time(s[3] - s[2]); } },
            series: names.map(name => ({ name, type: 'custom', itemStyle: { color: color((STATES[name] || STATES.cancelled).color) },
                encode: { x: [1, 2], y: 0 },
                data: data.spans.map((s, k) => [s[1], s[2], s[3], k]).filter(v => data.spans[v[3]][4] === name),
                renderItem: (_, api) => {
                    const [x0, y] = api.coord([api.value(1), api.value(0)]);
                    const x1 = api.coord([api.value(2), api.value(0)])[0];
                    const height = Math.min(18, api.size([0, 1])[1] * 0.72);
                    return { type: 'rect', shape: { x: x0, y: y - height / 2, width: Math.max(1, x1 - x0 - 0.6), height, r: 1.5 },
                        style: { fill: api.visual('color'), opacity: 0.85 } };
                } })) };
    };

    draw.distribution = (el, data) => ({ ...base(),
        grid: { ...base().grid, top: data.runs.length > 3 ? 54 : base().grid.top },
        legend: { ...base().legend, formatter: name => (/^\d{4}-/.test(name) ? name.slice(5) : name) },
        xAxis: named(goal.metric, { inverse: goal.max }),
        yAxis: axis({ min: 0, max: 1, axisLabel: { formatter: v => Math.round(100 * v) + ' %' } }),
        tooltip: { ...base().tooltip, trigger: 'item', formatter: p => safe(p.seriesName) + '<br>' + number(100 * p.value[1], 3)
            + ' % have ' + number(p.value[0], 6) + ' or better' },
        series: data.runs.map((run, k) => ({ name: run.name, type: 'line', step: 'end', symbol: 'circle', symbolSize: 3,
            showSymbol: run.points.length < 60, data: run.points,
            lineStyle: { color: color(k ? 'yellow' : 'blue'), width: k > 1 ? 1.4 : 2.2, type: ['solid', 'dashed'][k] || 'dotted',
                opacity: Math.max(0.35, 1 - 0.2 * Math.max(0, k - 1)) },
            itemStyle: { color: color(k ? 'yellow' : 'blue') } })) });

    draw.front = (el, data) => {
        const members = new Set(data.members);
        const finite = all.filter(i => T.scores[0][i] !== null && T.scores[1][i] !== null);
        const on = finite.filter(i => members.has(T.number[i])).sort((i, j) => T.scores[0][i] - T.scores[0][j]);
        return { ...base(),
            grid: [{ left: 10, right: '48%', top: 30, bottom: 34, containLabel: true },
                { left: '58%', right: 18, top: 30, bottom: 34, containLabel: true }],
            xAxis: [named(D.objectives[0].metric, {}), named('trial', { gridIndex: 1, min: 0, scale: false, splitLine: { show: false } })],
            yAxis: [upward(D.objectives[1].metric, {}), upward('hypervolume', { gridIndex: 1 })],
            tooltip: { ...base().tooltip, formatter: p => (p.value.length === 3 ? tell(p.value[2])
                : 'up to trial ' + p.value[0] + '<br>hypervolume <b>' + number(p.value[1]) + '</b>') },
            series: [
                { name: 'dominated', type: 'scatter', symbolSize: 6, itemStyle: { color: color('soft'), opacity: 0.4 },
                    data: finite.filter(i => !members.has(T.number[i])).map(i => [T.scores[0][i], T.scores[1][i], i]) },
                { name: 'front', type: 'line', symbol: 'circle', symbolSize: 9, itemStyle: { color: color('orange') },
                    lineStyle: { color: color('orange'), type: 'dotted' }, data: on.map(i => [T.scores[0][i], T.scores[1][i], i]) },
                { type: 'line', xAxisIndex: 1, yAxisIndex: 1, symbol: 'none', step: 'end', data: data.hypervolume,
                    lineStyle: { color: color('blue'), width: 2.2 }, itemStyle: { color: color('blue') } },
            ] };
    };

    draw.lineage = (el, data) => {
        const names = data.lives.map(l => String(l[0]));
        const lane = new Map(data.lives.map((l, k) => [l[0], k]));
        el.style.height = Math.min(620, 70 + 16 * names.length) + 'px';
        const arrows = data.takeovers.filter(t => lane.has(t[0]) && lane.has(t[1]));
        return { ...base(),
            grid: { ...base().grid, top: 10 },
            xAxis: named('results', { min: 0, scale: false }),
            yAxis: { type: 'category', data: names.map(n => '#' + n), inverse: true, ...axisStyle(), splitLine: { show: false } },
            tooltip: { ...base().tooltip, formatter: p => (p.seriesIndex === 0 ? '<b>trial ' + names[p.dataIndex] + '</b>, '
                + p.value + ' results' : '<b>trial ' + arrows[p.dataIndex][0] + '</b> took over from trial '
                + arrows[p.dataIndex][1] + '<br>after ' + arrows[p.dataIndex][2] + ' results') },
            series: [
                { type: 'bar', barWidth: 4, data: data.lives.map(l => ({ value: l[1], itemStyle: {
                    color: color(l[0] === data.winner ? 'green' : 'line'), borderRadius: 2 } })) },
                { type: 'custom', data: arrows.map(t => [t[2], lane.get(t[0]), lane.get(t[1]), t[3]]), z: 4,
                    renderItem: (p, api) => {
                        const [x1, y1] = api.coord([api.value(0), api.value(1)]);
                        const [x0, y0] = api.coord([api.value(3), api.value(2)]);
                        const won = arrows[p.dataIndex][0] === data.winner;
                        const stroke = color(won ? 'green' : 'sky');
                        return { type: 'group', children: [
                            { type: 'line', shape: { x1: x0, y1: y0, x2: x1, y2: y1 }, style: { stroke, lineWidth: won ? 2 : 1.2, opacity: 0.8 } },
                            { type: 'circle', shape: { cx: x1, cy: y1, r: 3 }, style: { fill: stroke } }] };
                    } },
            ] };
    };

    const VERDICTS = {
        'PASS': { color: 'blue', symbol: 'circle' },
        'IMPROVED': { color: 'green', symbol: 'triangle' },
        'INCONCLUSIVE': { color: 'yellow', symbol: 'diamond' },
    };
    draw.verdicts = (el, data) => {
        const gate = data.gates[state.verdicts.gate];
        const said = gate.points.map((p, run) => ({ ...p, run })).filter(p => p.verdict);
        const tellRun = p => safe(data.runs[p.run]) + '<br><b>' + safe(p.verdict) + '</b>' + (p.fails ? ', fails' : '')
            + '<br>' + safe(short(gate.metric, 40)) + ' <b>' + number(p.value, 6) + '</b>'
            + (p.limit === null ? '' : '<br>limit ' + number(p.limit, 6));
        const limits = gate.points.map(p => (p ? p.limit : null));
        const names = [...new Set(said.map(p => p.verdict))];
        return { ...base(),
            legend: { ...base().legend, data: names },
            grid: { ...base().grid, bottom: 14 },
            xAxis: { type: 'category', data: data.runs, ...axisStyle(), splitLine: { show: false },
                axisLabel: { ...axisStyle().axisLabel, formatter: v => v.slice(5, 16) } },
            yAxis: [upward(gate.metric, {}), { type: 'value', min: 0, max: 1, show: false }],
            tooltip: { ...base().tooltip, formatter: p => tellRun(p.data.said) },
            series: [
                { name: 'limit', type: 'line', step: 'middle', symbol: 'none', silent: true, data: limits,
                    lineStyle: { color: color('orange'), type: 'dashed', width: 1.5 },
                    areaStyle: { color: color('orange'), opacity: 0.08, origin: gate.max ? 'start' : 'end' } },
                { name: 'score', type: 'line', symbol: 'none', silent: true, connectNulls: true,
                    data: gate.points.map(p => (p ? p.value : null)), lineStyle: { color: color('line'), width: 1.5 } },
                ...names.map(name => {
                    const look = VERDICTS[name] || { color: 'orange', symbol: 'rect' };
                    return { name, type: 'scatter', symbol: look.symbol, symbolSize: 11, z: 4,
                        itemStyle: { color: color(look.color) },
                        data: said.filter(p => p.verdict === name && p.value !== null)
                            .map(p => ({ value: [p.run, p.value], said: p })) };
                }),
                { type: 'scatter', symbol: 'rect', symbolSize: 9, yAxisIndex: 1, itemStyle: { color: color('orange') },
                    data: said.filter(p => p.value === null).map(p => ({ value: [p.run, 0], said: p })) },
            ] };
    };
    draw.verdicts.tools = (add, redraw, data) => {
        state.verdicts = { gate: 0 };
        if (data.gates.length > 1) {
            add.choice('gate', data.gates.map(g => g.name), 0, at => { state.verdicts.gate = at; redraw(); });
        }
    };

    draw.confirm = (el, data) => ({ ...base(),
        grid: { ...base().grid, top: 34 },
        xAxis: named(goal.metric, {}),
        yAxis: { type: 'category', data: ['again'], ...axisStyle(), splitLine: { show: false }, axisLabel: { show: false } },
        tooltip: { ...base().tooltip, formatter: p => (p.seriesType === 'boxplot' ? 'median <b>' + number(data.box[2], 6) + '</b>'
            : safe(p.seriesName) + ' <b>' + number(p.value[0], 6) + '</b>') },
        series: [
            { type: 'boxplot', boxWidth: [30, 70], data: [data.box], itemStyle: { color: 'transparent', borderColor: color('blue'), borderWidth: 1.8 } },
            { name: 'a seed', type: 'scatter', symbolSize: 8, itemStyle: { color: color('blue'), opacity: 0.7 },
                data: data.scores.map(s => [s, 0]) },
            { name: 'seen by the search', type: 'scatter', symbol: 'diamond', symbolSize: 13, itemStyle: { color: color('orange') },
                data: data.searched === null ? [] : [[data.searched, 0]] },
        ] });

    // ---- drawing when seen, and again when the colours or the width change

    const charts = [];
    const mount = (el, option) => {
        const chart = echarts.init(el, null, { renderer: 'canvas' });
        const paint = () => { chart.setOption(option(), true); };
        paint();
        charts.push({ chart, paint });
        return paint;
    };
    const toolbar = el => {
        const bar = document.createElement('div');
        bar.className = 'tools';
        const label = text => {
            const made = document.createElement('label');
            made.append(text);
            return made;
        };
        const add = (text, on, change) => {
            const box = document.createElement('input');
            box.type = 'checkbox';
            box.checked = on;
            box.addEventListener('change', () => change(box.checked));
            const made = label(text);
            made.prepend(box);
            bar.append(made);
        };
        add.choice = (text, names, at, change) => {
            const select = document.createElement('select');
            names.forEach((name, k) => select.add(new Option(short(name, 40), k, k === at, k === at)));
            select.addEventListener('change', () => change(+select.value));
            const made = label(text);
            made.append(select);
            bar.append(made);
        };
        add.show = () => { if (bar.children.length) el.before(bar); };
        return add;
    };
    const show = el => {
        const kind = el.dataset.chart;
        const data = D.charts[kind];
        el.setAttribute('role', 'img');
        el.setAttribute('aria-label', el.parentElement.querySelector('.lead').textContent);
        if (kind === 'slices') {
            el.replaceChildren(...D.axes.map(() => document.createElement('div')));
            D.axes.forEach((_, k) => mount(el.children[k], () => draw.slice(el.children[k], k)));
            return;
        }
        let paint = () => {};
        if (draw[kind].tools) {
            const add = toolbar(el);
            draw[kind].tools(add, () => paint(), data);
            add.show();
        }
        paint = mount(el, () => draw[kind](el, data));
    };
    const waiting = new Set(document.querySelectorAll('[data-chart]'));
    const reveal = el => { if (waiting.delete(el)) show(el); };
    waiting.forEach(el => { el.style.display = el.dataset.chart === 'slices' ? 'grid' : 'block'; });
    const observer = new IntersectionObserver(entries =>
        entries.filter(e => e.isIntersecting).forEach(e => reveal(e.target)), { rootMargin: '600px' });
    waiting.forEach(el => observer.observe(el));
    addEventListener('beforeprint', () => [...waiting].forEach(reveal));
    addEventListener('resize', () => charts.forEach(({ chart }) => chart.resize()));
    dark.addEventListener('change', () => charts.forEach(({ paint }) => paint()));

    // Where scripts are blocked the tables say what the charts show.
    document.querySelectorAll('details.numbers').forEach(details => details.removeAttribute('open'));

    // ---- tables that sort, and buttons that copy

    document.querySelectorAll('table.sortable').forEach(table => {
        const body = table.tBodies[0];
        table.querySelectorAll('thead th:not(.scripted)').forEach((th, column) => {
            const button = document.createElement('button');
            button.type = 'button';
            button.textContent = th.textContent;
            th.replaceChildren(button);
            button.addEventListener('click', () => {
                const down = th.getAttribute('aria-sort') === 'ascending';
                table.querySelectorAll('th[aria-sort]').forEach(other => other.removeAttribute('aria-sort'));
                th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
                const key = row => row.cells[column].textContent.replace(/^#/, '');
                const compare = (a, b) => {
                    const [x, y] = [key(a), key(b)];
                    if (x === '-' || y === '-') return (x === '-') - (y === '-') || 0;
                    const numeric = Number(x) - Number(y);
                    return (down ? -1 : 1) * (Number.isNaN(numeric) ? x.localeCompare(y) : numeric);
                };
                body.append(...[...body.rows].sort(compare));
            });
        });
    });
    const copied = async text => {
        try {
            await navigator.clipboard.writeText(text);
        } catch (e) {
            // A page from the disk may not use the clipboard by itself.
            const area = document.createElement('textarea');
            area.value = text;
            document.body.append(area);
            area.select();
            document.execCommand('copy');
            area.remove();
        }
    };
    document.addEventListener('click', event => {
        const button = event.target.closest('[data-copy]');
        if (button) {
            const text = button.textContent;
            copied(button.dataset.copy).then(() => {
                button.textContent = 'Copied';
                setTimeout(() => { button.textContent = text; }, 1200);
            });
        }
    });
})();
