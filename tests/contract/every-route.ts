import type { App } from '#kernel/server/app.ts';
import { kernelRoutes } from '#kernel/server/http/kernel-routes.ts';
import { resourceRoutes } from '#kernel/server/http/resource-routes.ts';
import type { AnyRoute } from '#kernel/server/module.ts';

/** Every declared route: of the kernel, of the modules, of the resources. */
export const everyRoute = (app: App): AnyRoute[] => [
  ...kernelRoutes,
  ...app.routes,
  ...app.resources.flatMap(resourceRoutes),
];

export const nameOf = ({ method, path }: Pick<AnyRoute, 'method' | 'path'>): string => `${method} ${path}`;

/** Its URL, with `id` in the place of every parameter. */
export const urlOf = ({ path }: AnyRoute, id = 1): string => path.replace(/:\w+/g, String(id));

/** The routes that the API description shows, named alike. */
export async function describedRoutes(
  call: (url: string) => Promise<{ body: Record<string, unknown> }>,
): Promise<string[]> {
  const { body } = await call('/api/openapi.json');
  return Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) =>
      nameOf({
        method: method.toUpperCase() as AnyRoute['method'],
        path: path.replace('/api/v1', '').replace(/\{(\w+)\}/g, ':$1'),
      }),
    ),
  );
}
