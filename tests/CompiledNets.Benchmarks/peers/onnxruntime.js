// ONNX Runtime, from Node: the package's native binding, called without a promise, with input and output tensors that are used again: the best
// that the package can do.
//
// NODE_PATH=FOLDER/node_modules node onnxruntime.js MODELS [FILTER]
//
// MODELS is what write_onnx.py wrote.
'use strict';
const path = require('path');
const ort = require('onnxruntime-node');
const { binding, initOrt } = require(path.join(path.dirname(require.resolve('onnxruntime-node')), 'binding.js'));

const [models, filter = ''] = process.argv.slice(2);
const repeats = 11;
const options = {
  graphOptimizationLevel: 'all',
  executionMode: 'sequential',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableCpuMemArena: true,
  enableMemPattern: true,
  extra: { session: { intra_op: { allow_spinning: '0' }, set_denormal_as_zero: '1' } },
};

const microseconds = () => Number(process.hrtime.bigint()) / 1000;

/** The median and the least of the repeats, in µs a call. */
function measure(call) {
  let start = microseconds();
  let warmUp = 0;
  for (; microseconds() - start < 150e3 || warmUp < 5; warmUp++) call();
  const many = Math.max(3, Math.floor((warmUp * 40e3) / (microseconds() - start)));
  const times = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    start = microseconds();
    for (let i = 0; i < many; i++) call();
    times.push((microseconds() - start) / many);
  }
  times.sort((a, b) => a - b);
  return { median: times[repeats >> 1], least: times[0] };
}

function tensor(...shape) {
  const length = shape.reduce((product, size) => product * size);
  return new ort.Tensor('float32', Float32Array.from({ length }, Math.random), shape);
}

/** Measures the calls of a model's session, unless the filter asks for others. */
function report(workload, operation, model, prepare) {
  if (!`${workload} ${operation}`.startsWith(filter)) return;
  const session = new binding.InferenceSession();
  session.loadModel(path.join(models, `${workload.toLowerCase()}_${model}.onnx`), options);
  const { median, least } = measure(prepare(session));
  console.log([workload, operation, 'ONNX Runtime', 1, median.toFixed(4), least.toFixed(4)].join('\t'));
}

function predict(workload, rows, inputShape, outputs) {
  report(workload, `infer B${rows}`, `b${rows}`, (session) => {
    const x = { x: tensor(rows, ...inputShape) };
    const y = { y: tensor(rows, outputs) };
    return () => session.run(x, y, {});
  });
}

/** Steps of a sequence, each from the state that the last one gave. */
function step(workload, ...states) {
  report(workload, 'step', 'step', (session) => {
    const x = { x: tensor(1, 1, 1) };
    const y = { y: tensor(1, 1) };
    for (const state of states) {
      x[state] = tensor(1, 1, 16);
      y[`${state}_next`] = tensor(1, 1, 16);
    }
    return () => {
      session.run(x, y, {});
      for (const state of states) [x[state], y[`${state}_next`]] = [y[`${state}_next`], x[state]];
    };
  });
}

initOrt();
predict('W1', 1, [4], 3);
predict('W2', 1, [16], 1);
predict('W3', 1, [784], 10);
predict('W3', 64, [784], 10);
predict('W4', 256, [784], 10);
predict('W5', 32, [64], 64);
predict('W6', 1, [1, 28, 28], 10);
step('W7', 'h');
step('W8', 'h', 'c');
