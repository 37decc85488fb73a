import type { Route } from '../http/route.ts';
import { appRoutes } from './app-routes.ts';
import { checkRoutes } from './check-routes.ts';
import { commitRoutes } from './commit-routes.ts';
import { contentsRoutes } from './contents-routes.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { gitRoutes } from './git-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { manifestRoutes } from './manifest-routes.ts';
import { pullRoutes } from './pull-routes.ts';
import { reactionRoutes } from './reaction-routes.ts';
import { repositoryRoutes } from './repository-routes.ts';
import { reviewCommentRoutes } from './review-comment-routes.ts';
import { reviewRoutes } from './review-routes.ts';

/** All that the stand-in answers below `/api/v3`. */
export const routes: readonly Route[] = [
  ...appRoutes,
  ...manifestRoutes,
  ...deliveryRoutes,
  ...repositoryRoutes,
  ...contentsRoutes,
  ...gitRoutes,
  ...commitRoutes,
  ...pullRoutes,
  ...reviewRoutes,
  ...reviewCommentRoutes,
  ...issueRoutes,
  ...reactionRoutes,
  ...checkRoutes,
];
