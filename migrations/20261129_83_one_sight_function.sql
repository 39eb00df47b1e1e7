-- In which agencies the viewer has a role is asked of agencies_as alone: no policy asks the two others any longer.
DROP FUNCTION agencies_with_role(text[]);
DROP FUNCTION viewer_agencies();
