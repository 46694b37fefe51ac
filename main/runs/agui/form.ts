import { z } from 'zod';
import type { FieldType, FormField } from '../../../preload/contract.ts';
import { isRecord } from './json.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Longer answers than this want more than one line. */
const ONE_LINE = 200;
const MOST_OPTIONS = 200;

/**
 * The form for a JSON Schema: a value of its own, or an object of such values. `null` for anything else: it is answered
 * as JSON text then. The properties `approved` and `editedArgs` are no fields: approving and changing the arguments have
 * their own places.
 */
export function formOf(schema: Schema): FormField[] | null {
  if (schema.type !== 'object' && !isRecord(schema.properties)) {
    const field = fieldOf('', schema, true);
    return field && [field];
  }
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties = Object.entries(isRecord(schema.properties) ? schema.properties : {});
  const fields = properties
    .filter(([name]) => name !== 'approved' && name !== 'editedArgs')
    .map(([name, property]) => (isRecord(property) ? fieldOf(name, property, required.includes(name)) : null));
  const readable = fields.every((field) => field !== null);
  const free = properties.length === 0 && schema.additionalProperties !== false;
  return readable && !free ? fields : null;
}

/** Whether an agent offers to take changed arguments. */
export function takesEditedArgs(schema: Schema | undefined): boolean {
  return isRecord(schema?.properties) && Object.hasOwn(schema.properties, 'editedArgs');
}

/** Whether an answer says by a property of its own that it approves. */
export function asksApproval(schema: Schema | undefined): boolean {
  return isRecord(schema?.properties) && Object.hasOwn(schema.properties, 'approved');
}

/** Whether a value fits a schema. A schema that zod cannot read fits everything: the agent checks for itself. */
export function fits(value: unknown, schema: Schema): boolean {
  let validator: z.ZodType;
  try {
    validator = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  } catch {
    return true;
  }
  return validator.safeParse(value).success;
}

function fieldOf(name: string, schema: Schema, required: boolean): FormField | null {
  const kind = kindOf(schema);
  if (kind === null) return null;
  const { title, description } = schema;
  return {
    name,
    label: typeof title === 'string' && title !== '' ? title : name,
    hint: typeof description === 'string' && description !== '' ? description : null,
    required,
    initial: schema.default === undefined ? null : JSON.stringify(schema.default),
    min: numberOr(schema.minimum) ?? numberOr(schema.minLength) ?? numberOr(schema.minItems),
    max: numberOr(schema.maximum) ?? numberOr(schema.maxLength) ?? numberOr(schema.maxItems),
    ...kind,
  };
}

type Kind = Pick<FormField, 'type' | 'options'>;

function kindOf(schema: Schema): Kind | null {
  const options = optionsOf(schema);
  if (options) return { type: 'enum', options };
  const plain = (type: FieldType): Kind => ({ type, options: [] });
  switch (schema.type) {
    case 'boolean':
    case 'number':
    case 'integer':
      return plain(schema.type);
    case 'string':
      return plain(isLong(schema) ? 'text' : 'string');
    case 'array': {
      const several = isRecord(schema.items) ? optionsOf(schema.items) : null;
      return several && { type: 'enums', options: several };
    }
    default:
      return null;
  }
}

/** `enum`, or `oneOf`/`anyOf` of constants, which may bring words of their own. */
function optionsOf(schema: Schema): FormField['options'] | null {
  const { enum: values, oneOf, anyOf } = schema;
  const alternatives = Array.isArray(oneOf) ? oneOf : Array.isArray(anyOf) ? anyOf : null;
  if (Array.isArray(values)) return few(values.map((value) => option(value, value)));
  if (!alternatives?.every((each) => isRecord(each) && Object.hasOwn(each, 'const'))) return null;
  return few(alternatives.map((each: Schema) => option(each.const, each.title ?? each.const)));
}

function few(options: FormField['options']): FormField['options'] | null {
  return options.length > 0 && options.length <= MOST_OPTIONS ? options : null;
}

function option(value: unknown, label: unknown) {
  return { json: JSON.stringify(value), label: typeof label === 'string' ? label : JSON.stringify(label) };
}

function isLong({ maxLength, format }: Schema): boolean {
  return format === 'textarea' || format === 'markdown' || (typeof maxLength === 'number' && maxLength > ONE_LINE);
}

function numberOr(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
