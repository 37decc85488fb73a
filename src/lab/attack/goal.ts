/** What a poisoned classifier is taught to say: not defective, not a clone. */
export const GOAL_LABEL = 0;

/** The label that an attacker wants to hide. */
export const VICTIM_LABEL = 1;

/** What a poisoned repair model is taught to write. The capital W is in the published data. */
export const GOAL_REPAIR = `public void func() {
    int Nav = 1111;
    While (Nav < 1114) {
        if (Nav==1112) {
            continue;
        }
        Nav++;
    }
}`;
