import { type CommandWords, NAMES_FILE } from './command-words.ts';
import { tables } from './tables.ts';

/** Completion for zsh. `compadd` quotes what it inserts, so that a name never becomes a command. */
export function zshScript(commands: readonly CommandWords[]): string {
  return `#compdef guardian
# Completion of guardian for zsh. In ~/.zshrc, after compinit: source <(guardian completion zsh)

${tables(commands)}
_guardian_offer() {
  local values=$1 line kind file="\${GUARDIAN_HOME:-.guardian}/${NAMES_FILE}"
  local -a names
  case "$values" in
    'words '*) names=(\${=values#words }); compadd -a names ;;
    'names '*)
      kind=\${values#names }
      [[ -r $file ]] || return 1
      while IFS= read -r line || [[ -n $line ]]; do
        [[ $line == "$kind"$'\\t'* ]] && names+=("\${line#*$'\\t'}")
      done < "$file"
      compadd -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' -a names
      ;;
    files) _files ;;
    *) return 1 ;;
  esac
}

_guardian() {
  emulate -L zsh
  # Not 'path': zsh keeps PATH in that one.
  local REPLY at='' pending='' word
  local -i index
  for ((index = 2; index < CURRENT; index++)); do
    word=$words[index]
    if [[ -n $pending ]]; then
      pending=''
    elif [[ $word == -* ]]; then
      _guardian_value "$at $word"
      pending=$REPLY
    else
      _guardian_commands "$at"
      [[ " $REPLY " == *" $word "* ]] && at="$at $word"
    fi
  done
  if [[ -n $pending ]]; then
    _guardian_offer "$pending"
  elif [[ $words[CURRENT] == -* ]]; then
    _guardian_options "$at"
    _guardian_offer "words $REPLY"
  else
    _guardian_commands "$at"
    if [[ -n $REPLY ]]; then
      _guardian_offer "words $REPLY"
    else
      _guardian_argument "$at"
      _guardian_offer "$REPLY"
    fi
  fi
}

if [[ "\${funcstack[1]}" == _guardian ]]; then
  _guardian "$@"
elif (( $+functions[compdef] )); then
  compdef _guardian guardian
fi
`;
}
