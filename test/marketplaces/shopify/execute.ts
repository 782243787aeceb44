import {
  type DocumentNode,
  type ExecutionResult,
  executeSync,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { Context, Resolver, Resolvers } from './context';
import { catalogueResolvers } from './resolve-catalogue';
import { emptyExtras } from './resolve-extras';
import { fulfilmentResolvers } from './resolve-fulfilment';
import { orderWriteResolvers } from './resolve-order-writes';
import { orderResolvers } from './resolve-orders';
import { shopResolvers } from './resolve-shop';
import { writeResolvers } from './resolve-writes';
import { webhookResolvers } from './webhooks';

/** Fields of one type may come from several files. */
const RESOLVERS: Resolvers = [
  catalogueResolvers,
  orderResolvers,
  fulfilmentResolvers,
  shopResolvers,
  writeResolvers,
  orderWriteResolvers,
  webhookResolvers,
  emptyExtras,
].reduce<Record<string, Record<string, Resolver>>>((all, part) => {
  for (const [type, fields] of Object.entries(part)) all[type] = { ...all[type], ...fields };
  return all;
}, {});

/** Runs one operation over the vendor's schema. What the shop keeps no data for is refused by name, never made up. */
export function run(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  context: Context,
): ExecutionResult {
  return executeSync({
    schema,
    document,
    operationName: operation.name?.value,
    variableValues: variables,
    contextValue: context,
    rootValue: {},
    fieldResolver: resolveField,
    typeResolver: (value: unknown) => kindOf(value),
  });
}

const resolveField: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) => {
  const resolver = RESOLVERS[info.parentType.name]?.[info.fieldName];
  // The resolvers of a type are given that type's rows only.
  if (resolver !== undefined) return resolver(source as never, args, context, info);
  const value: unknown =
    typeof source === 'object' && source !== null ? Reflect.get(source, info.fieldName) : undefined;
  if (typeof value === 'function') return value.call(source, args, context, info);
  if (value === undefined) {
    throw new GraphQLError(`The practice shop keeps no data for ${info.parentType.name}.${info.fieldName}.`, {
      extensions: { code: 'NOT_SERVED_HERE' },
    });
  }
  return value;
};

function kindOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  return typeof value.kind === 'string' ? value.kind : undefined;
}

export type Prepared = { document: DocumentNode } | { errors: readonly Record<string, unknown>[] };

const prepared = new Map<string, Prepared>();

/** Parses and validates a query text against the schema; kept, since clients ask the same text again and again. */
export function prepare(schema: GraphQLSchema, version: string, text: string): Prepared {
  const key = `${version} ${text}`;
  const known = prepared.get(key);
  if (known !== undefined) return known;
  const made = prepareAnew(schema, text);
  if (prepared.size > 300) prepared.clear();
  prepared.set(key, made);
  return made;
}

function prepareAnew(schema: GraphQLSchema, text: string): Prepared {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: 20_000 });
  } catch (error) {
    if (error instanceof GraphQLError)
      return { errors: [{ message: error.message, locations: error.locations }] };
    throw error;
  }
  const errors = validate(schema, document, specifiedRules);
  return errors.length === 0 ? { document } : { errors: errors.map(worded) };
}

/** The two refusals clients meet most, in the Admin API's words. */
function worded(error: GraphQLError): Record<string, unknown> {
  const unknownField = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message);
  if (unknownField !== null) {
    const [, fieldName, typeName] = unknownField;
    return {
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      locations: error.locations,
      path: ['query', fieldName],
      extensions: { code: 'undefinedField', typeName, fieldName },
    };
  }
  const unknownArgument = /^Unknown argument "(\w+)" on field "(\w+)\.(\w+)"/.exec(error.message);
  if (unknownArgument !== null) {
    const [, argumentName, typeName, fieldName] = unknownArgument;
    return {
      message: `Field '${fieldName}' doesn't accept argument '${argumentName}'`,
      locations: error.locations,
      path: ['query', fieldName, argumentName],
      extensions: { code: 'argumentNotAccepted', name: fieldName, typeName, argumentName },
    };
  }
  return { message: error.message, locations: error.locations, extensions: { code: 'invalidQuery' } };
}

/** The operation a request means, or undefined when its name fits none. */
export function operationIn(
  document: DocumentNode,
  name: string | undefined,
): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((definition) => definition.kind === 'OperationDefinition');
  if (name === undefined) return operations.length === 1 ? operations[0] : undefined;
  return operations.find((operation) => operation.name?.value === name);
}
