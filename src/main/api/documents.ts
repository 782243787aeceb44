import { describeRoutes, type OpenApiDocument } from './openapi/document';
import { PAGE_HEADERS, pageOf } from './openapi/page';
import { JSON_TYPE, type Route, rawRoute } from './route';

const group = 'Description';

/** The description of all routes, these two among them; made when it is first asked for. */
export function documentRoutes(allRoutes: () => readonly Route[]): readonly Route[] {
  let made: Promise<{ readonly document: OpenApiDocument; readonly page: string }> | undefined;
  const described = (version: string) => {
    made ??= describeRoutes(allRoutes(), version).then(async (document) => ({
      document,
      page: await pageOf(document),
    }));
    return made;
  };
  return [
    rawRoute({
      method: 'GET',
      path: '/api/openapi.json',
      id: 'getDescription',
      role: 'viewer',
      group,
      summary: 'This description as OpenAPI 3.1.',
      status: 200,
      content: { [JSON_TYPE]: null },
      respond: async ({ context }, { version }) => context.json((await described(version)).document),
    }),
    rawRoute({
      method: 'GET',
      path: '/api/docs',
      id: 'getDescriptionPage',
      role: 'anyone',
      group,
      summary: 'This description as a page; it holds nothing of the merchant’s.',
      status: 200,
      content: { 'text/html': null },
      respond: async ({ context }, { version }) =>
        context.body((await described(version)).page, 200, PAGE_HEADERS),
    }),
  ];
}
