import { wordsOf } from '../conversations/words.ts';

/**
 * Words that describe how something looks, sounds, smells, tastes, feels or moves. Ours: the seed asks for "descriptive
 * terms" and names none.
 */
const DESCRIPTIVE_TERMS: ReadonlySet<string> = new Set(
  // Light and colour
  (
    'ancient amber ashen black blazing blue bright brilliant brown crimson dark dim dull faint flickering gleaming ' +
    'glimmering glistening glittering glowing golden gray green grey ivory luminous moonlit pale pink purple radiant ' +
    'red scarlet shadowy shimmering silver silvery sparkling starlit sunlit translucent violet white yellow ' +
    // Touch, temperature and weather
    'blistering brittle bitter burning chill chilly coarse cold cool cracked crisp damp dry dusty fiery fragile frosted ' +
    'frozen hot humid icy jagged misty moist rough rugged sharp silken slick slippery smooth soft stormy thick thorny ' +
    'velvet velvety warm weathered wet windswept withered worn wrinkled ' +
    // Sound
    'deafening echoing hoarse hollow hushed loud muffled murmuring piercing quiet raspy roaring rustling shrill silent ' +
    'thundering whispering whispered ' +
    // Smell and taste
    'acrid bitter-sweet earthy fragrant musty pungent rotten salty smoky sour stale sweet tangy ' +
    // Size, shape and movement
    'broad colossal crooked curved deep enormous gaunt gigantic heavy huge immense looming massive narrow slender slow ' +
    'steep sweeping swift swirling tall thin tiny towering trembling twisted vast weightless wide winding ' +
    // Character and mood
    'abandoned awkward barren beautiful bleak brave calm cruel delicate desolate desperate eerie elegant eternal fearless ' +
    'fierce forgotten forlorn gentle gloomy grand grim haunted haunting hidden lonely lush majestic melancholy ' +
    'mysterious nervous noble old ominous proud relentless restless ruined sacred savage secret serene sinister ' +
    'solemn solitary strange stubborn tender terrible timid uneasy unearthly weary wild wistful young'
  ).split(' '),
);

/** Endings that make adjectives of quality: furious, graceful, breathless, statuesque. */
const DESCRIPTIVE_ENDING = /^\p{L}{3,}(?:ous|ful|less|esque)$/u;

/** Words with such an ending that describe nothing. */
const NOT_DESCRIPTIVE: ReadonlySet<string> = new Set(
  'armful doubtless handful mouthful nevertheless nonetheless regardless spoonful unless'.split(' '),
);

/** The different descriptive terms of a text, in lower case, in the order in which they first occur. */
export function descriptiveTermsOf(text: string): string[] {
  return [...new Set(wordsOf(text))].filter(
    (word) => DESCRIPTIVE_TERMS.has(word) || (DESCRIPTIVE_ENDING.test(word) && !NOT_DESCRIPTIVE.has(word)),
  );
}
