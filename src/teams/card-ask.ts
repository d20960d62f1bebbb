import type { Ask } from '#dialogs/dialog.ts'
import type { Json } from './card-action.ts'

export function askItems(ask: Ask): Json[] {
  const common = {
    id: ask.id,
    label: ask.label,
    isRequired: ask.required,
    spacing: 'Medium',
    ...(ask.required ? { errorMessage: ask.missing } : {}),
  }
  if (ask.kind !== 'words') {
    return [
      {
        type: 'Input.ChoiceSet',
        ...common,
        style: 'expanded',
        wrap: true,
        isMultiSelect: ask.kind === 'many',
        value: ask.chosen.join(','),
        choices: ask.options.map(({ label, value }) => ({ title: label, value })),
      },
    ]
  }
  // No `maxLength`: clients truncate silently, and the rest would be sent (T-156).
  const field = {
    type: 'Input.Text',
    ...common,
    ...(ask.hint === null ? {} : { placeholder: ask.hint }),
    ...(ask.prefilled === null ? {} : { value: ask.prefilled }),
  }
  if (ask.lines === 'one') return [field]
  return [
    {
      type: 'Container',
      minHeight: '200px',
      spacing: 'Medium',
      items: [{ ...field, isMultiline: true, height: 'stretch' }],
    },
  ]
}
