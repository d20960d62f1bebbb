import { isSealedOnDevice } from '#domain/concern/channel.ts'
import type { IdentityLevel } from '#domain/concern/identity.ts'
import type { Block, Dialog } from '../dialog.ts'
import type { Facts } from '../facts.ts'
import { leafOf } from '../leaf-rules.ts'
import { levelsOffered } from '../routing-preview.ts'
import { backAndLeave, button, crumbsOf, numbersInSight, screen, text } from '../screen.ts'
import type { Journey } from '../steps.ts'
import { linkBlock } from '../visibility-block.ts'
import { levelAsk } from '../who-asks.ts'

/** Screen of the identity level; *confidential* only with a usable custodian. */
export function identityScreen(journey: Journey, facts: Facts): Dialog {
  const { words, policy, custodians } = facts
  const leaf = leafOf(journey, policy)
  const declaration = leaf?.category === 'disclosure'
  const protection = leaf?.category === 'retaliation' && leaf.protects
  const needed = leaf?.anonymous === false && !declaration && !protection
  const order = levelsOffered(facts)
  const levels = declaration ? order.toReversed() : order
  return screen(
    {
      id: 'identity',
      title: words.say('identity.title'),
      crumbs: crumbsOf(journey, words),
      body: [
        ...numbersInSight(journey, facts),
        ...(declaration ? [text(words.say('identity.declaration'), 'strong')] : []),
        ...(protection ? [text(words.say('identity.protection'), 'strong')] : []),
        ...(needed ? [text(words.say('identity.needed'), 'strong')] : []),
        ...knownAnyway(facts),
        ...(custodians ? [text(words.say('identity.custodian'), 'quiet')] : []),
      ],
      asks: [levelAsk(levels, chosen(journey, declaration), words)],
      buttons: [
        button(words, 'continue', 'button.continue', { look: 'primary' }),
        ...backAndLeave(words),
      ],
    },
    facts,
  )
}

/** Notes about what no level changes. */
function knownAnyway(facts: Facts): readonly Block[] {
  const { words } = facts
  if (!isSealedOnDevice(facts)) return [text(words.say('identity.not_anonymous'))]
  return [
    ...linkBlock(facts),
    text(words.say('identity.style_page')),
    text(words.say('identity.not_checked_page'), 'quiet'),
  ]
}

/** Default level: the most protective one; none for a declaration. */
function chosen({ identity }: Journey, declaration: boolean): readonly IdentityLevel[] {
  if (identity !== null) return [identity]
  return declaration ? [] : ['not_told']
}
