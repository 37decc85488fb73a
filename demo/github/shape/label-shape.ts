import type { Label, Repository } from '../world/repository.ts';
import type { World } from '../world/world.ts';
import { nodeId } from './node-id.ts';
import { repositoryApiUrl } from './urls.ts';

export function labelShape(world: World, repository: Repository, { id, name }: Label) {
  return {
    id,
    node_id: nodeId('Label', id),
    url: `${repositoryApiUrl(world, repository)}/labels/${encodeURIComponent(name)}`,
    name,
    color: 'ededed',
    default: false,
    description: '',
  };
}
