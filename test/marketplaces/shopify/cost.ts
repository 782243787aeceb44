import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/**
 * Calculated query cost, by the rules Shopify documents (https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
 * and its engineering article on query complexity): scalars and enums 0, an object 1, a connection 2 plus each
 * object it returns, an interface or union the dearest of its possible selections, a mutation 10.
 */
export const MAX_SINGLE_COST = 1_000;
const CONNECTION = 2;
const MUTATION = 10;
const PAGE_FIELDS = new Set(['edges', 'nodes', 'pageInfo']);

export interface CostInput {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Readonly<Record<string, unknown>>;
}

interface Walk extends CostInput {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** What the query may cost at most; the bucket must hold this much. */
export function requestedCost(input: CostInput): number {
  return costOf(input, undefined, false);
}

/** What the answer did cost: objects that are null and nodes that were not there are free. */
export function actualCost(input: CostInput, data: unknown): number {
  return costOf(input, data, true);
}

function costOf(input: CostInput, data: unknown, actual: boolean): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of input.document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const walk: Walk = { ...input, fragments };
  const root = input.schema.getRootType(input.operation.operation);
  if (root == null) return 0;
  const { selectionSet } = input.operation;
  if (input.operation.operation === 'mutation') {
    return [...fieldsOf(walk, root, selectionSet)].length * MUTATION;
  }
  return selectionCost(walk, root, selectionSet, data, actual);
}

function selectionCost(
  walk: Walk,
  type: GraphQLCompositeType,
  set: SelectionSetNode,
  data: unknown,
  actual: boolean,
): number {
  const kinds = isAbstractType(type) ? walk.schema.getPossibleTypes(type) : [type];
  let dearest = 0;
  for (const kind of kinds) {
    let cost = 0;
    for (const { key, field, node } of fieldsOf(walk, kind, set)) {
      const value = actual ? property(data, key) : undefined;
      if (actual && value == null) continue;
      cost += fieldCost(walk, field, node, value, actual);
    }
    dearest = Math.max(dearest, cost);
    // Every possible type that has only the shared fields costs the same: without inline types one look is enough.
    if (!hasTypeConditions(set)) break;
  }
  return dearest;
}

function fieldCost(
  walk: Walk,
  field: GraphQLField<unknown, unknown>,
  node: FieldLike,
  value: unknown,
  actual: boolean,
): number {
  const type = getNamedType(field.type);
  if (!isCompositeType(type) || node.selectionSet === undefined) return 0;
  if (type.name.endsWith('Connection')) return connectionCost(walk, type, node, value, actual);
  const listed = isListType(getNullableType(field.type));
  if (!listed) return 1 + selectionCost(walk, type, node.selectionSet, value, actual);
  if (field.name === 'nodes' && actual) {
    const rows = Array.isArray(value) ? value.filter((row) => row !== null) : [];
    return rows.reduce<number>((sum, row) => sum + 1 + selectionCost(walk, type, set(node), row, true), 0);
  }
  const times = field.name === 'nodes' ? lengthOf(argument(walk, node, 'ids')) : 1;
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  if (actual && first === undefined) return 0;
  return times * (1 + selectionCost(walk, type, node.selectionSet, first, actual));
}

function connectionCost(
  walk: Walk,
  type: GraphQLCompositeType,
  node: FieldLike,
  value: unknown,
  actual: boolean,
): number {
  const nodeSet = nodeSelection(walk, type, set(node));
  if (nodeSet === undefined) return CONNECTION;
  if (!actual) {
    const size = Number(argument(walk, node, 'first') ?? argument(walk, node, 'last') ?? 0);
    return CONNECTION + size * (1 + selectionCost(walk, nodeSet.type, nodeSet.set, undefined, false));
  }
  let cost = CONNECTION;
  for (const row of rowsIn(value, nodeSet.path))
    cost += 1 + selectionCost(walk, nodeSet.type, nodeSet.set, row, true);
  return cost;
}

interface NodeSelection {
  type: GraphQLCompositeType;
  set: SelectionSetNode;
  /** Response keys from the connection to its rows. */
  path: { list: string; node: string | undefined };
}

/** The selection on the rows of a connection, through `nodes` or `edges { node }`. */
function nodeSelection(
  walk: Walk,
  type: GraphQLCompositeType,
  connection: SelectionSetNode,
): NodeSelection | undefined {
  for (const { key, field, node } of fieldsOf(walk, type, connection)) {
    if (!PAGE_FIELDS.has(field.name) || field.name === 'pageInfo' || node.selectionSet === undefined)
      continue;
    const inner = getNamedType(field.type);
    if (!isCompositeType(inner)) continue;
    if (field.name === 'nodes')
      return { type: inner, set: node.selectionSet, path: { list: key, node: undefined } };
    for (const edge of fieldsOf(walk, inner, node.selectionSet)) {
      const row = getNamedType(edge.field.type);
      if (edge.field.name === 'node' && isCompositeType(row) && edge.node.selectionSet !== undefined) {
        return { type: row, set: edge.node.selectionSet, path: { list: key, node: edge.key } };
      }
    }
  }
  return undefined;
}

function rowsIn(value: unknown, path: NodeSelection['path']): unknown[] {
  const list = property(value, path.list);
  if (!Array.isArray(list)) return [];
  const rows: unknown[] =
    path.node === undefined ? list : list.map((edge) => property(edge, path.node ?? ''));
  return rows.filter((row) => row != null);
}

interface FieldLike {
  selectionSet?: SelectionSetNode | undefined;
  arguments?: readonly { name: { value: string }; value: ValueNode }[] | undefined;
}

interface FieldUse {
  key: string;
  field: GraphQLField<unknown, unknown>;
  node: FieldLike;
}

/** The fields chosen on a type, fragments followed, @skip and @include heeded. */
export function* fieldsOf(
  walk: Pick<Walk, 'schema' | 'fragments' | 'variables'>,
  type: GraphQLCompositeType,
  selections: SelectionSetNode,
): Generator<FieldUse> {
  for (const selection of selections.selections) {
    if (skipped(selection, walk.variables)) continue;
    if (selection.kind === Kind.FIELD) {
      const field =
        isObjectType(type) || 'getFields' in type ? type.getFields()[selection.name.value] : undefined;
      if (field !== undefined)
        yield { key: selection.alias?.value ?? selection.name.value, field, node: selection };
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : walk.fragments.get(selection.name.value);
    if (fragment === undefined) continue;
    const condition =
      fragment.typeCondition === undefined ? type : walk.schema.getType(fragment.typeCondition.name.value);
    if (condition !== undefined && isCompositeType(condition) && applies(walk.schema, condition, type))
      yield* fieldsOf(walk, type, fragment.selectionSet);
  }
}

function applies(
  schema: GraphQLSchema,
  condition: GraphQLCompositeType,
  type: GraphQLCompositeType,
): boolean {
  if (condition === type) return true;
  return isAbstractType(condition) && isObjectType(type) && schema.isSubType(condition, type);
}

function hasTypeConditions(selections: SelectionSetNode): boolean {
  return selections.selections.some(({ kind }) => kind !== Kind.FIELD);
}

function skipped({ directives }: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  for (const directive of directives ?? []) {
    const value = directive.arguments?.[0]?.value;
    const on =
      value?.kind === Kind.BOOLEAN
        ? value.value
        : value?.kind === Kind.VARIABLE
          ? variables[value.name.value] === true
          : undefined;
    if (directive.name.value === 'skip' && on === true) return true;
    if (directive.name.value === 'include' && on === false) return true;
  }
  return false;
}

function argument(walk: Walk, node: FieldLike, name: string): unknown {
  const value = node.arguments?.find((candidate) => candidate.name.value === name)?.value;
  if (value === undefined) return undefined;
  if (value.kind === Kind.VARIABLE) return walk.variables[value.name.value];
  if (value.kind === Kind.INT) return Number(value.value);
  return value.kind === Kind.LIST ? value.values : undefined;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 1;
}

function set(node: FieldLike): SelectionSetNode {
  return node.selectionSet ?? { kind: Kind.SELECTION_SET, selections: [] };
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
