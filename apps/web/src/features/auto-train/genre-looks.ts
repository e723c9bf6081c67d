import {
  IconBolt,
  IconCompass,
  IconGhost,
  IconHeart,
  IconRocket,
  IconSkull,
  IconSpy,
  IconWand,
  type Icon,
} from '@tabler/icons-react';
import type { Genre } from '@understudy/domain/auto-train/genres';

/** The picture of each genre. */
export const genreIcons: Record<Genre, Icon> = {
  fantasy: IconWand,
  dark_fantasy: IconSkull,
  sci_fi: IconRocket,
  mystery: IconSpy,
  horror: IconGhost,
  romance: IconHeart,
  adventure: IconCompass,
  thriller: IconBolt,
};
