import { type Answer, json } from '../kit';
import { WpError } from './errors';

/** woocommerce_rest_batch_items_limit */
const MOST = 100;

type Fields = Readonly<Record<string, unknown>>;

/**
 * {create, update, delete} in one call, answered 200 with a result or an error in the place of each element
 * (class-wc-rest-controller.php). Only `update` is modelled here.
 */
export function batchAnswer(body: Fields, save: (id: number, fields: Fields) => unknown): Answer {
  const [create, update, remove] = ['create', 'update', 'delete'].map((name) => listOf(body[name]));
  const count = (create?.length ?? 0) + (update?.length ?? 0) + (remove?.length ?? 0);
  if (count > MOST) {
    throw new WpError(
      413,
      'woocommerce_rest_request_entity_too_large',
      `Unable to accept more than ${MOST} items for this request.`,
    );
  }
  if ((create?.length ?? 0) + (remove?.length ?? 0) > 0)
    throw new WpError(501, 'practice_not_modelled', 'This practice shop updates only.');
  return json(200, { update: (update ?? []).map((element) => elementAnswer(element, save)) });
}

function elementAnswer(element: Fields, save: (id: number, fields: Fields) => unknown): unknown {
  const id = Number(element.id);
  try {
    return save(id, element);
  } catch (error) {
    if (!(error instanceof WpError)) throw error;
    const { code, message, status, data } = error;
    return { id, error: { code, message, data: { status, ...data } } };
  }
}

function listOf(value: unknown): Fields[] {
  if (!Array.isArray(value)) return [];
  return value.map(
    (element): Fields => (typeof element === 'object' && element !== null ? { ...element } : {}),
  );
}
