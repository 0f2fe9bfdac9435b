import { type CommandWords, NAMES_FILE } from './command-words.ts';
import { tables } from './tables.ts';

/**
 * Completion for bash 4 and newer. What is offered for a name is quoted (`printf %q`), so that a name never becomes a
 * command; behind an opening quote, only names are offered that mean nothing in it.
 */
export function bashScript(commands: readonly CommandWords[]): string {
  return `# Completion of guardian for bash. In ~/.bashrc: source <(guardian completion bash)

${tables(commands)}
# Offers the names of a kind that begin with what was typed.
_guardian_names() {
  local kind=$1 typed=$2 file="\${GUARDIAN_HOME:-.guardian}/${NAMES_FILE}" line name quote=''
  [[ -r $file ]] || return 0
  case "$typed" in
    \\"* | \\'*) quote=\${typed:0:1} typed=\${typed:1} ;;
    *) typed=\${typed//\\\\/} ;;
  esac
  while IFS= read -r line || [[ -n $line ]]; do
    [[ $line == "$kind"$'\\t'* ]] || continue
    name=\${line#*$'\\t'}
    [[ \${name,,} == "\${typed,,}"* ]] || continue
    case "$quote" in
      \\") [[ $name == *[\\"\\$\\\`\\\\!]* ]] || COMPREPLY+=("$name") ;;
      \\') [[ $name == *\\'* ]] || COMPREPLY+=("$name") ;;
      *) printf -v name '%q' "$name"; COMPREPLY+=("$name") ;;
    esac
  done < "$file"
}

_guardian_offer() {
  local values=$1 typed=$2 word
  case "$values" in
    'words '*) for word in \${values#words }; do [[ $word == "$typed"* ]] && COMPREPLY+=("$word"); done ;;
    'names '*) _guardian_names "\${values#names }" "$typed" ;;
    files) compopt -o default 2> /dev/null ;;
  esac
}

_guardian() {
  local REPLY IFS=$' \\t\\n' path='' pending='' word typed=\${COMP_WORDS[COMP_CWORD]} index
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    if [[ -n $pending ]]; then
      pending=''
    elif [[ $word == -* ]]; then
      _guardian_value "$path $word"
      pending=$REPLY
    else
      _guardian_commands "$path"
      [[ " $REPLY " == *" $word "* ]] && path="$path $word"
    fi
  done
  if [[ -n $pending ]]; then
    _guardian_offer "$pending" "$typed"
  elif [[ $typed == -* ]]; then
    _guardian_options "$path"
    _guardian_offer "words $REPLY" "$typed"
  else
    _guardian_commands "$path"
    [[ -n $REPLY ]] && { _guardian_offer "words $REPLY" "$typed"; return 0; }
    _guardian_argument "$path"
    _guardian_offer "$REPLY" "$typed"
  fi
  return 0
}

complete -F _guardian guardian
`;
}
