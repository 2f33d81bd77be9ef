#!/usr/bin/env bash
# Compares CompiledNets with C, PyTorch and ONNX Runtime on this machine: compare.sh --help
set -u -o pipefail
cd "$(dirname "$0")" || exit 2
readonly repository=$(cd ../.. && pwd)
readonly build=$repository/artifacts/compare ort=$repository/artifacts/ort ours=bin/Release/net10.0/CompiledNets.Benchmarks.dll

usage() {
  cat << 'USAGE'
compare.sh [--rounds N] [--core N] [FILTER]

Runs the workloads of docs/performance.md in CompiledNets and in those of its peers that are installed, one program after the other on one core,
N rounds of all (2), and prints a table of medians over the rounds and one of the best: µs a call, in brackets how many times CompiledNets'. Behind
that, steps on two threads, on all cores.

  --rounds N   how often each program runs; more than one, because machines have phases
  --core N     the core that they run on; else the last one
  FILTER       how a workload's name begins: W3, "W3 train"

The peers, each with what it needs:

  C              gcc                     apt-get install gcc
  C + OpenBLAS   its headers as well     apt-get install gcc libopenblas-dev
  PyTorch        in Debian's python3     apt-get install python3-torch libopenblas0-openmp
  ONNX Runtime   its Node package        npm install --ignore-scripts --prefix artifacts/ort onnxruntime-node
                 and models              apt-get install python3-onnx

PyTorch runs with what makes it fastest: OpenBLAS' kernels for this processor (OPENBLAS_CORETYPE), ATen's widest vectors, and an allocator that keeps its
memory. On two threads it needs OpenBLAS with OpenMP, libopenblas0-openmp. PYTHON names another python3, BLAS_KERNELS other kernels (HASWELL): what
OPENBLAS_CORETYPE is set to outside is not heeded, it may well be slower.
USAGE
}

rounds=2 core=$(($(getconf _NPROCESSORS_ONLN) - 1)) filter=""
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h) usage && exit ;;
    --rounds | --core)
      [[ ${2:-} =~ ^[0-9]+$ ]] || { echo "$1 needs a number." >&2; exit 2; }
      [ "$1" = --rounds ] && rounds=$2 || core=$2
      shift 2 ;;
    -*) echo "There is no option $1: see --help." >&2; exit 2 ;;
    *) filter=$1 && shift ;;
  esac
done
[ "$rounds" -ge 1 ] || { echo "--rounds needs 1 or more." >&2; exit 2; }

mkdir -p "$build" || exit 2
results=$(mktemp -d) || exit 2
trap 'rm -rf "$results"' EXIT

# missing WHAT HOW: says what is left out.
missing() {
  printf 'Without %s: %s\n' "$1" "$2" >&2
}

# A python3 that has the module, if there is one.
python_with() {
  local python
  for python in "${PYTHON:-python3}" /usr/bin/python3; do
    "$python" -c "import $1" 2> /dev/null && echo "$python" && return
  done
  return 1
}

has_flag() {
  grep -qw "$1" /proc/cpuinfo
}

# What makes OpenBLAS and PyTorch fastest. A block size of OpenBLAS' cache that someone set would slow it down.
fastest() {
  local kernels=HASWELL vectors=avx2
  grep -q AuthenticAMD /proc/cpuinfo && kernels=ZEN
  has_flag avx512f && kernels=SKYLAKEX vectors=avx512
  unset OPENBLAS_L2_SIZE
  export OPENBLAS_CORETYPE=${BLAS_KERNELS:-$kernels} ATEN_CPU_CAPABILITY=$vectors
  export MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=4294967296 MALLOC_TOP_PAD_=268435456
}

# on_one_core COMMAND...: on the one core that all take turns on.
on_one_core() {
  OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 taskset -c "$core" "$@"
}

# compile NAME FLAGS...: a C program, to $build/NAME.
compile() {
  local name=$1
  shift
  gcc -O3 -march=native -ffast-math -o "$build/$name" "$@" 2> "$results/gcc" || { cat "$results/gcc" >&2; return 1; }
}

prepare_ours() {
  dotnet build -c Release > "$results/build" 2>&1 || { cat "$results/build" >&2; exit 1; }
}

prepare_c() {
  command -v gcc > /dev/null || { missing "C" "apt-get install gcc"; return 1; }
  compile mlp-w1 -DWORKLOAD='"W1"' -DIN=4 -DHIDDEN=16 -DOUT=3 -DROWS=16 peers/mlp.c -lm \
    && compile mlp-w2 -DWORKLOAD='"W2"' -DIN=16 -DHIDDEN=32 -DHIDDEN2=32 -DOUT=1 -DTANH peers/mlp.c -lm \
    && compile mlp-w3 -DWORKLOAD='"W3"' -DIN=784 -DHIDDEN=128 -DOUT=10 -DROWS=64 peers/mlp.c -lm \
    && compile mlp-w4 -DWORKLOAD='"W4"' -DIN=784 -DHIDDEN=512 -DHIDDEN2=256 -DOUT=10 -DROWS=256 peers/mlp.c -lm \
    && compile mlp-w5 -DWORKLOAD='"W5"' -DIN=64 -DHIDDEN=64 -DHIDDEN2=64 -DOUT=64 -DROWS=32 peers/mlp.c -lm \
    && compile recurrent peers/recurrent.c -lm
}

prepare_openblas() {
  command -v gcc > /dev/null && compile mlp_openblas peers/mlp_openblas.c -lopenblas -lm 2> /dev/null \
    || { missing "C + OpenBLAS" "apt-get install gcc libopenblas-dev"; return 1; }
}

prepare_pytorch() {
  torch=$(python_with torch) || { missing "PyTorch" "apt-get install python3-torch"; return 1; }
}

# Debian's builds of OpenBLAS are told apart by the folder that the loader looks into first.
prepare_pytorch_on_two() {
  openmp=$(find /usr/lib -type d -name openblas-openmp 2> /dev/null | head -n 1)
  [ -n "$openmp" ] || missing "OpenBLAS with OpenMP, PyTorch is slower on two threads" "apt-get install libopenblas0-openmp"
}

prepare_onnxruntime() {
  local onnx
  command -v node > /dev/null && [ -d "$ort/node_modules/onnxruntime-node" ] \
    || { missing "ONNX Runtime" "npm install --ignore-scripts --prefix artifacts/ort onnxruntime-node"; return 1; }
  onnx=$(python_with onnx) && "$onnx" peers/write_onnx.py "$build/models" > /dev/null 2>&1 \
    || { missing "ONNX Runtime" "its models need apt-get install python3-onnx"; return 1; }
}

# Each run_NAME prints lines: workload, operation, program, threads, median, least.
run_ours() {
  on_one_core dotnet "$ours" compare "$filter"
}

run_c() {
  local workload
  for workload in w1 w2 w3 w4 w5; do
    on_one_core "$build/mlp-$workload" "$filter"
  done
  on_one_core "$build/recurrent" "$filter"
}

run_openblas() {
  (fastest && on_one_core "$build/mlp_openblas" "$filter")
}

run_pytorch() {
  (fastest && on_one_core "$torch" -B peers/pytorch_mlp.py 1 "$filter" && on_one_core "$torch" -B peers/pytorch_conv.py 1 "$filter" \
    && on_one_core "$torch" -B peers/pytorch_recurrent.py 1 "$filter")
}

run_onnxruntime() {
  NODE_PATH=$ort/node_modules on_one_core node peers/onnxruntime.js "$build/models" "$filter"
}

run_ours_on_two() {
  dotnet "$ours" compare --threads 2 "$filter"
}

run_pytorch_on_two() {
  (fastest && export LD_LIBRARY_PATH=$openmp OPENBLAS_NUM_THREADS=2 OMP_NUM_THREADS=2 \
    && "$torch" -B peers/pytorch_mlp.py 2 "$filter" && "$torch" -B peers/pytorch_conv.py 2 "$filter")
}

prepare_ours
programs=(ours)
for peer in c openblas pytorch onnxruntime; do
  "prepare_$peer" && programs+=("$peer")
done
if [ "$(getconf _NPROCESSORS_ONLN)" -ge 2 ]; then
  programs+=(ours_on_two)
  [[ " ${programs[*]} " == *" pytorch "* ]] && prepare_pytorch_on_two && programs+=(pytorch_on_two)
else
  missing "a second core" "there are no lines for two threads"
fi

for ((round = 1; round <= rounds; round++)); do
  for program in "${programs[@]}"; do
    echo "Round $round of $rounds: $program" >&2
    "run_$program" >> "$results/lines.tsv" || echo "$program failed; its lines are missing." >&2
  done
done
dotnet "$ours" table "$results/lines.tsv"
