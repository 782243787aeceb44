import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { operationIn } from './execute';

/** Names of the helpers that are added to a bulk query and taken out of its lines again. */
export const ROW_ID = '__rowId';
export const CONNECTION_MARK = '__connection';

const MOST_CONNECTIONS = 5;
const DEEPEST = 2;

/**
 * Why a query may not run in bulk, or undefined (https://shopify.dev/docs/api/usage/bulk-operations/queries:
 * one to five connections, nested at most two levels deep, no top-level node or nodes, no connection inside a
 * list, rows through edges { node }).
 */
export function bulkRefusal(schema: GraphQLSchema, document: DocumentNode): string | undefined {
  const operation = operationIn(document, undefined);
  if (operation?.operation !== 'query') return 'Invalid bulk query: it must be a single query operation.';
  if ((operation.variableDefinitions ?? []).length > 0)
    return 'Invalid bulk query: variables are not supported.';
  const found: Findings = {
    count: 0,
    deepest: 0,
    topLevelNode: false,
    insideList: undefined,
    withoutEdges: undefined,
  };
  const info = new TypeInfo(schema);
  let depth = 0;
  let lists = 0;
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter(node) {
          const type = info.getType();
          if (type == null) return;
          const parent = info.getParentType()?.name ?? '';
          if (parent === 'QueryRoot' && ['node', 'nodes'].includes(node.name.value))
            found.topLevelNode = true;
          if (getNamedType(type).name.endsWith('Connection')) {
            found.count += 1;
            found.deepest = Math.max(found.deepest, depth);
            depth += 1;
            if (lists > 0) found.insideList = node.name.value;
            if (!throughEdges(node)) found.withoutEdges = node.name.value;
          } else if (isListType(getNullableType(type)) && !parent.endsWith('Connection')) lists += 1;
        },
        leave() {
          const type = info.getType();
          if (type == null) return;
          const parent = info.getParentType()?.name ?? '';
          if (getNamedType(type).name.endsWith('Connection')) depth -= 1;
          else if (isListType(getNullableType(type)) && !parent.endsWith('Connection')) lists -= 1;
        },
      },
    }),
  );
  return refusalFor(found);
}

interface Findings {
  count: number;
  deepest: number;
  topLevelNode: boolean;
  insideList: string | undefined;
  withoutEdges: string | undefined;
}

function refusalFor(found: Findings): string | undefined {
  if (found.topLevelNode) return 'Invalid bulk query: the top-level node and nodes fields cannot be used.';
  if (found.count === 0) return 'Invalid bulk query: it must contain at least one connection.';
  if (found.count > MOST_CONNECTIONS)
    return `Invalid bulk query: it contains ${found.count} connections, the maximum is ${MOST_CONNECTIONS}.`;
  if (found.deepest > DEEPEST)
    return `Invalid bulk query: connections are nested ${found.deepest} levels deep, the maximum is ${DEEPEST}.`;
  if (found.insideList !== undefined)
    return `Queries that contain a connection field within a list field are not currently supported: '${found.insideList}'.`;
  if (found.withoutEdges !== undefined)
    return `All connection fields in a bulk query must select their contents using 'edges' > 'node'. Invalid connection fields: '${found.withoutEdges}'.`;
  return undefined;
}

function throughEdges(connection: FieldNode): boolean {
  const edges = connection.selectionSet?.selections.find(
    (selection) => selection.kind === Kind.FIELD && selection.name.value === 'edges',
  );
  if (edges?.kind !== Kind.FIELD || edges.alias !== undefined) return false;
  return (
    edges.selectionSet?.selections.some(
      (selection) =>
        selection.kind === Kind.FIELD && selection.name.value === 'node' && selection.alias === undefined,
    ) ?? false
  );
}

/** Marks every connection and asks for the id of every row, so that lines can name their parent. */
export function withHelpers(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const info = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        leave(node) {
          const type = info.getType();
          if (type == null || node.selectionSet === undefined) return undefined;
          const named = getNamedType(type);
          if (named.name.endsWith('Connection')) return withField(node, CONNECTION_MARK, '__typename');
          const isRow = node.name.value === 'node' && (info.getParentType()?.name.endsWith('Edge') ?? false);
          return isRow && isObjectType(named) && named.getFields().id !== undefined
            ? withField(node, ROW_ID, 'id')
            : undefined;
        },
      },
    }),
  );
}

function withField(node: FieldNode, alias: string, name: string): FieldNode {
  const field: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: alias },
    name: { kind: Kind.NAME, value: name },
  };
  return {
    ...node,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...(node.selectionSet?.selections ?? []), field] },
  };
}
