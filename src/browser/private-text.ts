/**
 * What a person wrote, and what is to be known to nobody else: no spelling service, translation, writing helper or
 * password manager on the machine is to read it, keep it or send it away. By the names that HTML gives them.
 */
export const PRIVATE = {
  spellcheck: 'false',
  translate: 'no',
  autocomplete: 'off',
  autocorrect: 'off',
  autocapitalize: 'off',
  writingsuggestions: 'false',
  'data-gramm': 'false',
  'data-gramm_editor': 'false',
  'data-enable-grammarly': 'false',
  'data-lt-active': 'false',
  'data-1p-ignore': '',
  'data-bwignore': 'true',
  'data-form-type': 'other',
  'data-lpignore': 'true',
} as const
